// Dense product of two 256 × 256 matrices of doubles a round: one load pair and one addition an inner step,
// one of the two loads striding through memory.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { N = 256 };

static void multiply(const double *a, const double *b, double *c) {
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            double sum = 0;
            for (int k = 0; k < N; k++) sum += a[i * N + k] * b[k * N + j];
            c[i * N + j] = sum;
        }
    }
}

int main(int argc, char **argv) {
    int rounds = argc > 1 ? atoi(argv[1]) : 1;
    double *a = malloc(N * N * sizeof *a);
    double *b = malloc(N * N * sizeof *b);
    double *c = malloc(N * N * sizeof *c);
    if (!a || !b || !c) return 1;
    for (int i = 0; i < N * N; i++) {
        a[i] = (i * 7 % 101) - 50;
        b[i] = (i * 13 % 89) - 44;
        c[i] = 0;
    }
    uint32_t checksum = 0;
    for (int round = 0; round < rounds; round++) {
        multiply(a, b, c);
        for (int i = 0; i < N * N; i += 61) checksum = checksum * 31 + (uint32_t)(int32_t)c[i];
        a[round % (N * N)] += 1;
    }
    free(a);
    free(b);
    free(c);
    printf("matrix: checksum %08x\n", checksum);
    return 0;
}
