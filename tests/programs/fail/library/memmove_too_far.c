// memmove of n elements where n - 1 are left: it reads one too many.
#include <stdlib.h>
#include <string.h>

int main(void) {
    int n = 10;
    int *p = calloc(n, sizeof *p);
    memmove(p, p + 1, n * sizeof *p); //~ InvalidRead
    free(p);
    return 0;
}
