// A large block, read in its middle after free.
#include <stdlib.h>

int main(void) {
    char *p = calloc(100000, 1);
    free(p);
    char c = p[50000]; //~ InvalidRead
    (void)c;
    return 0;
}
