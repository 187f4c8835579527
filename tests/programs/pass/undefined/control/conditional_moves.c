// `defined ? a : b` with an arm that was never set and is not taken: a select only passes values on.
//! levels: -O0 -O2
//! stdout: 8 5.5 -1 300
#include <stdio.h>
#include <stdlib.h>

struct optional {
    int has_number, number;
    int has_real;
    double real;
    int has_wide;
    long long wide;
};

__attribute__((noinline)) static int number_or(const struct optional *o, int other) {
    return o->has_number ? o->number : other;
}

__attribute__((noinline)) static double real_or(const struct optional *o, double other) {
    double real = o->real;
    return o->has_real ? real : other;
}

__attribute__((noinline)) static long long wide_or(const struct optional *o, long long other) {
    long long wide = o->wide;
    if (!o->has_wide) {
        wide = other;
    }
    return wide;
}

int main(void) {
    struct optional *o = malloc(2 * sizeof *o);
    o[0].has_number = 1;
    o[0].number = 8;
    o[0].has_real = o[0].has_wide = 0;
    o[1].has_number = o[1].has_real = 0;
    o[1].has_wide = 1;
    o[1].wide = 300;
    printf("%d %g %d %lld\n", number_or(&o[0], 1), real_or(&o[0], 5.5), number_or(&o[1], -1), wide_or(&o[1], 4));
    free(o);
    return 0;
}
