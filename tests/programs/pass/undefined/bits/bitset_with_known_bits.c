// Two bit sets in malloc'd words, bit by bit: every bit that is asked for was set or cleared, the others never.
//! levels: -O0 -O2
//! stdout: 45 multiples of three, 134 others not asked
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

__attribute__((noinline)) static void put(uint32_t *set, unsigned bit, int on) {
    if (on) {
        set[bit / 32] |= 1u << bit % 32;
    } else {
        set[bit / 32] &= ~(1u << bit % 32);
    }
}

__attribute__((noinline)) static int get(const uint32_t *set, unsigned bit) {
    return set[bit / 32] >> bit % 32 & 1;
}

int main(void) {
    enum { Bits = 269 };
    uint32_t *threes = malloc((Bits + 31) / 32 * sizeof *threes);
    uint64_t *wide = malloc((Bits + 63) / 64 * sizeof *wide);
    for (unsigned bit = 0; bit < Bits; bit += 2) {
        put(threes, bit, bit % 3 == 0);
        wide[bit / 64] = (wide[bit / 64] & ~(1ull << bit % 64)) | (uint64_t)(bit % 3 == 0) << bit % 64;
    }
    int count = 0, skipped = 0;
    for (unsigned bit = 0; bit < Bits; bit++) {
        if (bit % 2) {
            skipped++;
        } else if (get(threes, bit) && wide[bit / 64] >> bit % 64 & 1) {
            count++;
        }
    }
    printf("%d multiples of three, %d others not asked\n", count, skipped);
    free(threes);
    free(wide);
    return 0;
}
