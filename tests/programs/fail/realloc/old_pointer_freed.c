// The old pointer is freed although realloc already did that.
#include <stdlib.h>

int main(void) {
    char *p = malloc(10);
    char *q = realloc(p, 1000);
    free(p); //~ InvalidFree
    free(q);
    return 0;
}
