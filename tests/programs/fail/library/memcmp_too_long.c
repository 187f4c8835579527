// memcmp of two blocks that are equal, and shorter than it was told.
#include <stdlib.h>
#include <string.h>

int main(void) {
    size_t n = 16;
    char *a = calloc(n, 1);
    char *b = calloc(n, 1);
    int order = memcmp(a, b, n + 1); //~ InvalidRead
    (void)order;
    free(a);
    free(b);
    return 0;
}
