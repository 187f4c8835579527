// malloc(5): reading p[7].
#include <stdlib.h>

int main(void) {
    char *p = calloc(5, 1);
    char c = p[7]; //~ InvalidRead
    (void)c;
    free(p);
    return 0;
}
