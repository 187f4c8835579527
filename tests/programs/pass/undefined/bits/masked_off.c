// Undefined bits are masked out with and, or, and their combinations, before anything depends on them.
//! levels: -O0 -O2
//! stdout: 18 fffff012 1 12 ed
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* A word whose lowest byte is set and nothing else. */
__attribute__((noinline)) static uint32_t *low_byte(uint8_t byte) {
    uint32_t *word = malloc(sizeof *word);
    *(uint8_t *)word = byte;
    return word;
}

int main(void) {
    uint32_t *word = low_byte(0x12);
    uint32_t low = *word & 0xff;
    uint32_t ones = (*word & 0xfff) | 0xfffff000;
    ones &= ~0xf00u;
    if (low != 0x12) {
        return 1;
    }
    if ((*word | 0xffffff00) != 0xffffff12) {
        return 2;
    }
    if (*word & 0x20) {
        return 3;
    }
    int bit = (*word >> 4) & 1;
    uint32_t flipped = ~*word & 0xff;
    uint32_t zero = *word & 0;
    uint32_t both = (*word & 0xf0) | (*word & 0x0f) | zero;
    if (bit && both) {
        printf("%d %x %d %x %x\n", (int)low, (unsigned)ones, bit, (unsigned)both, (unsigned)flipped);
    }
    free(word);
    return 0;
}
