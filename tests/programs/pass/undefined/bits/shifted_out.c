// Shifts and rotates that push undefined bits out, or to where a mask then removes them.
//! levels: -O0 -O2
//! stdout: abcd0000 abcd -5389
//! stdout: abcd abcd000000000000 -21555
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* `size` bytes of which the two at `at` are set to 0xabcd. */
__attribute__((noinline)) static unsigned char *two_bytes(size_t size, size_t at) {
    unsigned char *block = malloc(size);
    block[at] = 0xcd;
    block[at + 1] = 0xab;
    return block;
}

static uint32_t rotated(uint32_t x, int by) {
    return x << by | x >> (32 - by);
}

int main(void) {
    unsigned char *low = two_bytes(4, 0), *high = two_bytes(4, 2), *middle = two_bytes(8, 4);
    uint32_t l, h;
    uint64_t m;
    memcpy(&l, low, 4);
    memcpy(&h, high, 4);
    memcpy(&m, middle, 8);
    if (l << 16 && h >> 16 && (int32_t)h >> 18 < 0) {
        printf("%x %x %d\n", (unsigned)(l << 16), (unsigned)(h >> 16), (int32_t)h >> 18);
    }
    uint64_t top = m << 16;
    if ((rotated(h, 16) & 0xffff) == 0xabcd && top >> 48 == 0xabcd) {
        printf("%x %llx %d\n", (unsigned)((l & 0xff00) | rotated(l, 24) >> 24),
               (unsigned long long)(top & ~0xffffffffffffull), (int)((int64_t)top >> 48));
    }
    free(low);
    free(high);
    free(middle);
    return 0;
}
