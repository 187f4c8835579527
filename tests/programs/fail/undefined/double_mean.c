// One undefined addend makes the whole mean undefined.
//! levels: -O0 -O2
#include <stdio.h>
#include <stdlib.h>

__attribute__((noinline)) static double *measure(int count) {
    double *samples = malloc(count * sizeof *samples);
    for (int i = 0; i < count - 1; i++) {
        samples[i] = 1.5 * i;
    }
    return samples;
}

__attribute__((noinline)) static double mean(const double *samples, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
        sum += samples[i];
    }
    return sum / count;
}

__attribute__((noinline)) static void warn(void) {
    puts("too hot");
}

int main(void) {
    double *samples = measure(5);
    if (mean(samples, 5) > 30) { //~ UninitCondition
        warn();
    }
    free(samples);
    return 0;
}
