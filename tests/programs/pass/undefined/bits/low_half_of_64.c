// Sums, differences and products of 64 bits whose upper halves were never set: the lower half of a result is defined.
//! levels: -O0 -O2
//! stdout: 1000000006 999999992 3999999993 1000000013
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

union number {
    uint64_t whole;
    struct {
        uint32_t low, high;
    } half;
};

__attribute__((noinline)) static union number *with_low(uint32_t low) {
    union number *n = malloc(sizeof *n);
    n->half.low = low;
    return n;
}

int main(void) {
    union number *a = with_low(999999999), *b = with_low(7);
    uint64_t sum = a->whole + b->whole;
    uint64_t difference = a->whole - b->whole;
    uint64_t product = a->whole * (b->whole - 3) - 3;
    uint64_t shifted = a->whole + (b->whole << 1);
    if ((uint32_t)sum > 1000000000 && (uint32_t)difference < 1000000000 && (uint32_t)product) {
        printf("%u %u %u %u\n", (unsigned)sum, (unsigned)difference, (unsigned)product, (unsigned)shifted);
    }
    free(a);
    free(b);
    return 0;
}
