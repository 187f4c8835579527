// Rows are padded to a stride; the padding columns are copied with the rows and never read.
//! levels: -O0 -O2
//! stdout: 30 66 102
//! stdout: 36 81 126
//! stdout: 42 96 150
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { N = 3, Stride = 8 };

__attribute__((noinline)) static void product(const int *a, const int *b, int *c) {
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            int sum = 0;
            for (int k = 0; k < N; k++) {
                sum += a[i * Stride + k] * b[k * Stride + j];
            }
            c[i * Stride + j] = sum;
        }
    }
}

__attribute__((noinline)) static void transpose(int *m) {
    int *copy = malloc(N * Stride * sizeof *copy);
    memcpy(copy, m, N * Stride * sizeof *copy);
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            m[i * Stride + j] = copy[j * Stride + i];
        }
    }
    free(copy);
}

int main(void) {
    int *a = malloc(N * Stride * sizeof *a);
    int *b = malloc(N * Stride * sizeof *b);
    int *c = malloc(N * Stride * sizeof *c);
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            a[i * Stride + j] = b[i * Stride + j] = i * N + j + 1;
        }
    }
    product(a, b, c);
    transpose(c);
    for (int i = 0; i < N; i++) {
        printf("%d %d %d\n", c[i * Stride], c[i * Stride + 1], c[i * Stride + 2]);
    }
    free(a);
    free(b);
    free(c);
    return 0;
}
