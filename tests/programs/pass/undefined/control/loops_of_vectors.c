// Simple loops over arrays that an optimiser unrolls or vectorises; the arrays are defined exactly as far as asked.
//! levels: -O0 -O2
//! stdout: 1000 loops, 0 wrong
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

__attribute__((noinline)) static uint32_t sum(const uint32_t *values, int count) {
    uint32_t all = 0;
    for (int i = 0; i < count; i++) {
        all += values[i];
    }
    return all;
}

__attribute__((noinline)) static void add(uint32_t *restrict a, const uint32_t *restrict b, int count) {
    for (int i = 0; i < count; i++) {
        a[i] += b[i];
    }
}

__attribute__((noinline)) static int largest(const int16_t *values, int count) {
    int best = -1;
    for (int i = 0; i < count; i++) {
        best = values[i] > best ? values[i] : best;
    }
    return best;
}

__attribute__((noinline)) static double product(const float *a, const float *b, int count) {
    double all = 0;
    for (int i = 0; i < count; i++) {
        all += a[i] * b[i];
    }
    return all;
}

int main(void) {
    int loops = 0, wrong = 0;
    for (int count = 0; count < 250; count++) {
        uint32_t *a = malloc(1024), *b = malloc(1024);
        int16_t *shorts = malloc(1024);
        float *reals = malloc(1024);
        for (int i = 0; i < count; i++) {
            a[i] = (uint32_t)i;
            b[i] = 1;
            shorts[i] = (int16_t)(i % 7);
            reals[i] = 2;
        }
        wrong += sum(b, count) != (uint32_t)count;
        add(a, b, count);
        wrong += sum(a, count) != (uint32_t)(count * (count + 1) / 2);
        wrong += largest(shorts, count) != (count < 7 ? count - 1 : 6);
        wrong += product(reals, reals, count) != 4.0 * count;
        loops += 4;
        free(a);
        free(b);
        free(shorts);
        free(reals);
    }
    printf("%d loops, %d wrong\n", loops, wrong);
    return 0;
}
