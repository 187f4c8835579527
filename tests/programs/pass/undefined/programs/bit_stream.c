// A writer and a reader of bits: the writer leaves the last byte partly set, the reader shifts its unset bits out.
//! levels: -O0 -O2
//! stdout: 1 2 5 11 22 45 91 182 365 731 in 58 bits
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct bits {
    uint8_t *bytes;
    size_t at; /* in bits */
};

__attribute__((noinline)) static void put(struct bits *b, unsigned value, int count) {
    while (count-- > 0) {
        uint8_t bit = (uint8_t)(0x80 >> b->at % 8);
        uint8_t *byte = &b->bytes[b->at++ / 8];
        *byte = (uint8_t)(value >> count & 1 ? *byte | bit : *byte & ~bit);
    }
}

__attribute__((noinline)) static unsigned get(struct bits *b, int count) {
    unsigned value = 0;
    while (count > 0) {
        int here = 8 - (int)(b->at % 8);
        int taken = here < count ? here : count;
        value = value << taken | ((unsigned)b->bytes[b->at / 8] >> (here - taken) & ((1u << taken) - 1));
        b->at += (size_t)taken;
        count -= taken;
    }
    return value;
}

int main(void) {
    enum { Count = 10 };
    struct bits b = {malloc(100), 3};
    unsigned value = 731;
    size_t start = b.at;
    for (int i = 1; i <= Count; i++) {
        put(&b, value >> (Count - i), i);
    }
    put(&b, 5, 3);
    size_t bits = b.at - start;
    b.at = start;
    for (int i = 1; i <= Count; i++) {
        unsigned next = get(&b, i);
        if (next >> i != 0) {
            return 1;
        }
        printf("%u ", next);
    }
    printf("in %d bits\n", get(&b, 3) == 5 ? (int)bits : 0);
    free(b.bytes);
    return 0;
}
