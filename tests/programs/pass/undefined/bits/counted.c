// Leading and trailing zeros and ones, counted in what a mask leaves of a partly set word.
//! levels: -O0 -O2
//! stdout: 4 5 24 odd, 3 50
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

__attribute__((noinline)) static uint8_t *block_with(uint8_t byte) {
    uint8_t *block = malloc(8);
    block[0] = byte;
    block[2] = 0x38;
    return block;
}

int main(void) {
    uint8_t *block = block_with(0xb0);
    uint32_t word = *(uint32_t *)(void *)block;
    uint64_t wide = *(uint64_t *)(void *)block;
    int trailing = __builtin_ctz(word & 0xff);
    int trailing_more = __builtin_ctz((word & 0x6f) | 0x8000);
    int leading = __builtin_clz(word & 0xff);
    int ones = __builtin_popcount(word & 0xff);
    int wide_ones = __builtin_popcountll(wide & 0xff0000);
    int wide_leading = __builtin_clzll((wide & 0x300000) | 0x2000) + 8;
    if (trailing < leading && wide_leading) {
        printf("%d %d %d %s, %d %d\n", trailing, trailing_more, leading, ones % 2 ? "odd" : "even", wide_ones,
               wide_leading);
    }
    free(block);
    return 0;
}
