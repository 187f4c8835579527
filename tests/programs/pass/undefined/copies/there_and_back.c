// memcpy and memmove of undefined memory, many times, in all alignments: the bytes that were set stay where they were.
//! levels: -O0 -O2
//! stdout: 256 right
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { Size = 97 };

/* Moves all bytes by `by` and back again, through another block. */
__attribute__((noinline)) static void shake(unsigned char *block, unsigned char *other, size_t by) {
    memmove(block + by, block, Size - by);
    memcpy(other, block + by, Size - by);
    memmove(other + 1, other, Size - by);
    memcpy(block, other + 1, Size - by);
}

int main(void) {
    int right = 0;
    for (size_t by = 1; by <= 16; by++) {
        unsigned char *block = malloc(Size);
        unsigned char *other = malloc(Size + 1);
        for (size_t i = by; i < by + 16; i++) {
            block[i * 2 + 1] = (unsigned char)(i * 7);
        }
        shake(block, other, by);
        shake(block, other, 3);
        for (size_t i = by; i < by + 16; i++) {
            if (block[i * 2 + 1] == (unsigned char)(i * 7)) {
                right++;
            }
        }
        free(other);
        free(block);
    }
    printf("%d right\n", right);
    return 0;
}
