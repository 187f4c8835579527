// The product of two matrices in one block each.
//! stdout: 19 22 43 50
//! options: -O2
#include <stdio.h>
#include <stdlib.h>

static double *multiply(const double *a, const double *b, int n) {
    double *c = calloc((size_t)n * n, sizeof *c);
    for (int i = 0; i < n; i++) {
        for (int k = 0; k < n; k++) {
            for (int j = 0; j < n; j++) {
                c[i * n + j] += a[i * n + k] * b[k * n + j];
            }
        }
    }
    return c;
}

int main(void) {
    static const double a[] = {1, 2, 3, 4}, b[] = {5, 6, 7, 8};
    double *c = multiply(a, b, 2);
    printf("%g %g %g %g\n", c[0], c[1], c[2], c[3]);
    free(c);
    return 0;
}
