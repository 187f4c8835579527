// The parts of a double set one after the other in an unset word: sign, exponent, fraction.
//! levels: -O0 -O2
//! stdout: -10.5 3 10.5 1
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <math.h>

struct parts {
    uint64_t fraction : 52;
    uint64_t exponent : 11;
    uint64_t sign : 1;
};
union real {
    struct parts parts;
    double value;
};

__attribute__((noinline)) static void compose(union real *real, int sign, int exponent, uint64_t fraction) {
    real->parts.exponent = (uint64_t)(exponent + 1023);
    real->parts.sign = sign < 0;
    real->parts.fraction = fraction;
}

__attribute__((noinline)) static int exponent_of(const union real *real) {
    return (int)real->parts.exponent - 1023;
}

int main(void) {
    union real *real = malloc(sizeof *real);
    compose(real, -1, 3, 0x5000000000000);
    double positive = fabs(real->value);
    union real *only_exponent = malloc(sizeof *only_exponent);
    only_exponent->parts.exponent = 1024;
    union real copy = *only_exponent;
    if (real->value < 0 && positive > 10 && exponent_of(&copy) == 1) {
        printf("%g %d %g %d\n", real->value, exponent_of(real), copysign(real->value, 1.0), exponent_of(&copy));
    }
    free(real);
    free(only_exponent);
    return 0;
}
