// Bytes of a word are turned round: the defined ones have to stay defined at their new place.
//! levels: -O0 -O2
//! stdout: 1234 12 78 7856
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

__attribute__((noinline)) static uint32_t turned(uint32_t x) {
    return x >> 24 | (x >> 8 & 0xff00) | (x << 8 & 0xff0000) | x << 24;
}

__attribute__((noinline)) static uint64_t turned_wide(uint64_t x) {
    return (uint64_t)turned((uint32_t)x) << 32 | turned((uint32_t)(x >> 32));
}

int main(void) {
    unsigned char *bytes = malloc(8);
    bytes[0] = 0x12;
    bytes[1] = 0x34;
    bytes[6] = 0x56;
    bytes[7] = 0x78;
    uint32_t head;
    uint64_t all;
    memcpy(&head, bytes, 4);
    memcpy(&all, bytes, 8);
    uint32_t network = turned(head);
    uint64_t wide = turned_wide(all);
    if (network >> 16 == 0x1234 && wide >> 56 == 0x12 && (wide & 0xffff) == 0x5678) {
        printf("%x %x %x %x\n", (unsigned)(network >> 16), (unsigned)(network >> 24),
               (unsigned)(wide & 0xff), (unsigned)(all >> 48));
    }
    free(bytes);
    return 0;
}
