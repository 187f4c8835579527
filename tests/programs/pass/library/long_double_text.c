// Long doubles printed and scanned: the C library does it only when it is linked with more than usual.
//! levels: -O0 -O2
//! stdin: 2.5 0.1
//! stdout: 3.00000 0x1p-3 2.5 1
#include <stdio.h>
#include <stdlib.h>

struct sample {
    char unit;
    long double value;
};

int main(void) {
    struct sample *samples = malloc(3 * sizeof *samples);
    samples[0].value = 2.5L;
    samples[1].value = samples[0].value + 0.5L;
    samples[2].value = samples[0].value / 20;
    long double a, b;
    if (scanf("%Lf %Lf", &a, &b) != 2) {
        return 1;
    }
    printf("%.5Lf %La %Lg %d\n", samples[1].value, samples[2].value, a, b < 0.11L && b > 0.09L);
    free(samples);
    return 0;
}
