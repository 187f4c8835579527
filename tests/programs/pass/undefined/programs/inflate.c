// Deflate's decoder: tables of codes are filled as far as there are codes, the window as far as there is output.
//! levels: -O0 -O2
//! stdout: 1000 bytes: undefined bits are copied, undefined bits are copied, undefined bits a...
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct input {
    const uint8_t *bytes;
    uint32_t held;
    int count; /* bits held; those above were never defined by anyone who cares */
};
struct codes {
    uint16_t counts[16], symbols[288];
};

__attribute__((noinline)) static unsigned bits(struct input *in, int wanted) {
    while (in->count < wanted) {
        in->held |= (uint32_t)*in->bytes++ << in->count;
        in->count += 8;
    }
    unsigned result = in->held & ((1u << wanted) - 1);
    in->held >>= wanted;
    in->count -= wanted;
    return result;
}

__attribute__((noinline)) static void build(struct codes *codes, const uint8_t *lengths, int count) {
    uint16_t offsets[16];
    memset(codes->counts, 0, sizeof codes->counts);
    for (int i = 0; i < count; i++) {
        codes->counts[lengths[i]]++;
    }
    offsets[1] = 0;
    for (int i = 1; i < 15; i++) {
        offsets[i + 1] = (uint16_t)(offsets[i] + codes->counts[i]);
    }
    for (int i = 0; i < count; i++) {
        if (lengths[i]) {
            codes->symbols[offsets[lengths[i]]++] = (uint16_t)i;
        }
    }
}

__attribute__((noinline)) static int symbol(struct input *in, const struct codes *codes) {
    int code = 0, first = 0, index = 0;
    for (int length = 1; length < 16; length++) {
        code |= (int)bits(in, 1);
        int count = codes->counts[length];
        if (code - count < first) {
            return codes->symbols[index + code - first];
        }
        index += count;
        first = (first + count) << 1;
        code <<= 1;
    }
    return -1;
}

__attribute__((noinline)) static size_t inflate(struct input *in, uint8_t *out) {
    static const uint16_t bases[] = {3,  4,  5,  6,  7,  8,  9,  10, 11,  13,  15,  17,  19,  23, 27,
                                     31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258};
    static const uint8_t extras[] = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
    struct codes *literals = malloc(sizeof *literals), *distances = malloc(sizeof *distances);
    uint8_t lengths[320];
    for (int i = 0; i < 288; i++) {
        lengths[i] = i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8;
    }
    build(literals, lengths, 288);
    memset(lengths, 5, 30);
    build(distances, lengths, 30);
    size_t at = 0;
    int last;
    do {
        last = (int)bits(in, 1);
        if (bits(in, 2) != 1) {
            break;
        }
        for (int s = symbol(in, literals); s != 256; s = symbol(in, literals)) {
            if (s < 256) {
                out[at++] = (uint8_t)s;
                continue;
            }
            unsigned length = bases[s - 257] + bits(in, extras[s - 257]);
            int d = symbol(in, distances), extra = d < 2 ? 0 : d / 2 - 1;
            size_t back = d < 2 ? (size_t)d + 1 : ((2u + (d & 1)) << extra) + 1 + bits(in, extra);
            for (; length > 0; length--, at++) {
                out[at] = out[at - back];
            }
        }
    } while (!last);
    free(literals);
    free(distances);
    return at;
}

int main(void) {
    static const uint8_t packed[] = {43, 205, 75, 73, 77, 203, 204, 75, 77, 81, 72, 202, 44, 41, 86, 72, 44, 74,
                                     85, 72, 206, 47, 200, 76, 77, 209, 81, 40, 29, 149, 26, 149, 26, 149, 26, 30,
                                     82, 0};
    uint8_t *copy = malloc(sizeof packed + 100), *out = malloc(32768);
    memcpy(copy, packed, sizeof packed);
    struct input in;
    in.bytes = copy;
    in.held = 0;
    in.count = 0;
    size_t size = inflate(&in, out);
    printf("%d bytes: %.70s...\n", (int)size, (const char *)out);
    free(copy);
    free(out);
    return size == 1000 ? 0 : 1;
}
