// A memcpy of our own, unrolled, eight bytes at a time, over memory of which every third byte is set.
//! levels: -O0 -O2
//! stdout: 667 bytes, checksum 84418
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

__attribute__((noinline)) static void copy(unsigned char *to, const unsigned char *from, size_t size) {
    while (size >= 32) {
        uint64_t w[4];
        for (int i = 0; i < 4; i++) {
            memcpy(&w[i], from + 8 * i, 8);
        }
        for (int i = 0; i < 4; i++) {
            memcpy(to + 8 * i, &w[i], 8);
        }
        to += 32;
        from += 32;
        size -= 32;
    }
    while (size-- > 0) {
        *to++ = *from++;
    }
}

int main(void) {
    enum { Size = 2001 };
    unsigned char *from = malloc(Size);
    unsigned char *to = malloc(Size);
    for (int i = 0; i < Size; i += 3) {
        from[i] = (unsigned char)(i + i / 256);
    }
    copy(to, from, Size);
    int bytes = 0;
    unsigned sum = 0;
    for (int i = 0; i < Size; i += 3) {
        bytes++;
        sum += to[i];
    }
    printf("%d bytes, checksum %u\n", bytes, sum);
    free(from);
    free(to);
    return 0;
}
