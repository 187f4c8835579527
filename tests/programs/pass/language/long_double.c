// long double has 16 bytes and is computed by library functions.
#include <stdlib.h>

int main(void) {
    long double *p = malloc(3 * sizeof *p);
    p[0] = 1.0L / 3;
    p[1] = p[0] * 3;
    p[2] = p[1] - 1;
    int ok = p[2] < 1e-15L && p[2] > -1e-15L && (double)p[1] == 1.0;
    free(p);
    return ok ? 0 : 1;
}
