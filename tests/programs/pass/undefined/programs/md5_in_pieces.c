// A digest fed in pieces of any length: its block is filled bit by bit and processed when it is full.
//! levels: -O0 -O2
//! stdout: d41d8cd98f00b204e9800998ecf8427e 900150983cd24fb0d6963f7d28e17f72
//! stdout: 57edf4a22be3c955ac49da2e2107b67a
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct digest {
    uint32_t state[4];
    uint8_t block[64];
    unsigned held;
    uint64_t length;
};

__attribute__((noinline)) static void process(uint32_t state[4], const uint8_t block[64]) {
    static const uint8_t shifts[4][4] = {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};
    uint32_t words[16];
    memcpy(words, block, sizeof words);
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
    for (unsigned i = 0; i < 64; i++) {
        uint32_t f;
        unsigned word;
        switch (i / 16) {
        case 0:
            f = (b & c) | (~b & d);
            word = i;
            break;
        case 1:
            f = (d & b) | (~d & c);
            word = (5 * i + 1) % 16;
            break;
        case 2:
            f = b ^ c ^ d;
            word = (3 * i + 5) % 16;
            break;
        default:
            f = c ^ (b | ~d);
            word = 7 * i % 16;
        }
        uint32_t sum = a + f + words[word] + (uint32_t)(fabs(sin(i + 1.0)) * 4294967296.0);
        unsigned by = shifts[i / 16][i % 4];
        a = d;
        d = c;
        c = b;
        b += sum << by | sum >> (32 - by);
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
}

static struct digest *start(void) {
    struct digest *d = malloc(sizeof *d);
    memcpy(d->state, (uint32_t[4]){0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476}, sizeof d->state);
    d->held = 0;
    d->length = 0;
    return d;
}

__attribute__((noinline)) static void feed(struct digest *d, const void *bytes, size_t count) {
    const uint8_t *from = bytes;
    d->length += count;
    while (count > 0) {
        size_t part = 64 - d->held < count ? 64 - d->held : count;
        memcpy(d->block + d->held, from, part);
        d->held += (unsigned)part;
        from += part;
        count -= part;
        if (d->held == 64) {
            process(d->state, d->block);
            d->held = 0;
        }
    }
}

static void finish(struct digest *d, const char *end) {
    uint64_t bits = d->length * 8;
    feed(d, "\x80", 1);
    while (d->held != 56) {
        feed(d, "", 1);
    }
    feed(d, &bits, 8);
    for (int i = 0; i < 16; i++) {
        printf("%02x", (unsigned)(d->state[i / 4] >> i % 4 * 8 & 255));
    }
    printf("%s", end);
    free(d);
}

int main(void) {
    finish(start(), " ");
    struct digest *d = start();
    feed(d, "abc", 3);
    finish(d, "\n");
    d = start();
    for (size_t i = 0; i < 80; i += 10) {
        struct digest *other = malloc(sizeof *other);
        *other = *d;
        free(d);
        d = other;
        feed(d, "1234567890", 10);
    }
    finish(d, "\n");
    return 0;
}
