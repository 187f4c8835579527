// Numbers of 128 bits, complex numbers and long doubles of which one half was set: the other half only travels.
//! levels: -O0 -O2
//! stdout: 18446744073709551614 5 2.5 -4 0.75 1.25
#include <complex.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef unsigned __int128 wide;
union number {
    wide whole;
    uint64_t halves[2];
};
struct pair {
    long double values[2];
    int set;
};

__attribute__((noinline)) static union number *low(uint64_t half) {
    union number *n = malloc(sizeof *n);
    n->halves[0] = half;
    return n;
}

__attribute__((noinline)) static void set_real(double complex *z, double real) {
    memcpy(z, &real, sizeof real);
}

__attribute__((noinline)) static struct pair swapped(struct pair p) {
    long double first = p.values[0];
    p.values[0] = p.values[1];
    p.values[1] = first;
    p.set ^= 1;
    return p;
}

int main(void) {
    union number *a = low(UINT64_MAX), *b = low(2), *c = low(3);
    uint64_t product = (uint64_t)(a->whole * b->whole);
    uint64_t sum = (uint64_t)((a->whole + (b->whole << 1)) + c->whole) - 1;
    double complex *z = malloc(2 * sizeof *z);
    set_real(&z[0], 2.5);
    z[1] = z[0];
    double complex product_of_set = (1 + 2 * I) * (-2 + 0 * I);
    struct pair p;
    p.values[1] = 0.75L;
    p.set = 1;
    struct pair q = swapped(p);
    long double once = q.values[q.set];
    printf("%llu %llu %g %g %g %g\n", (unsigned long long)product, (unsigned long long)sum, creal(z[1]),
           cimag(product_of_set), (double)once, (double)(once + 0.5L));
    free(a);
    free(b);
    free(c);
    free(z);
    return 0;
}
