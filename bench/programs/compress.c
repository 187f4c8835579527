// LZ77 with a table of last positions, its inverse, and a CRC-32 of both sides, on 256 KiB of text-like bytes a round:
// byte loads and stores at unaligned places, tables in globals.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SIZE = 256 * 1024, HASH_BITS = 13, MIN_MATCH = 4, MAX_MATCH = 255, WINDOW = 65535 };

static uint32_t crc_table[256];

static void make_crc_table(void) {
    for (uint32_t i = 0; i < 256; i++) {
        uint32_t c = i;
        for (int bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320u ^ (c >> 1) : c >> 1;
        crc_table[i] = c;
    }
}

static uint32_t crc32(const uint8_t *p, uint32_t n) {
    uint32_t c = ~0u;
    while (n--) c = crc_table[(c ^ *p++) & 255] ^ (c >> 8);
    return ~c;
}

static uint32_t hash4(const uint8_t *p) {
    uint32_t word = p[0] | p[1] << 8 | p[2] << 16 | (uint32_t)p[3] << 24;
    return (word * 2654435761u) >> (32 - HASH_BITS);
}

// Token: a length byte. 0: one literal byte follows; n: n bytes from `distance` (two bytes, little endian) back.
static uint32_t pack(const uint8_t *in, uint32_t n, uint8_t *out) {
    static uint32_t last[1 << HASH_BITS]; // position + 1
    memset(last, 0, sizeof last);
    uint32_t o = 0;
    for (uint32_t i = 0; i < n;) {
        uint32_t length = 0, from = 0;
        if (i + MIN_MATCH <= n) {
            uint32_t *slot = &last[hash4(in + i)];
            if (*slot && i - (*slot - 1) <= WINDOW) {
                from = *slot - 1;
                uint32_t most = n - i < MAX_MATCH ? n - i : MAX_MATCH;
                while (length < most && in[from + length] == in[i + length]) length++;
            }
            *slot = i + 1;
        }
        if (length >= MIN_MATCH) {
            out[o++] = (uint8_t)length;
            out[o++] = (uint8_t)(i - from);
            out[o++] = (uint8_t)((i - from) >> 8);
            i += length;
        } else {
            out[o++] = 0;
            out[o++] = in[i++];
        }
    }
    return o;
}

static uint32_t unpack(const uint8_t *in, uint32_t n, uint8_t *out) {
    uint32_t o = 0;
    for (uint32_t i = 0; i < n;) {
        uint32_t length = in[i++];
        if (length == 0) {
            out[o++] = in[i++];
            continue;
        }
        uint32_t distance = in[i] | in[i + 1] << 8;
        i += 2;
        for (; length > 0; length--, o++) out[o] = out[o - distance];
    }
    return o;
}

static void fill(uint8_t *p, uint32_t seed) {
    for (uint32_t i = 0; i < SIZE;) {
        seed = seed * 1664525u + 1013904223u;
        uint32_t run = 3 + (seed >> 27), back = 1 + (seed >> 8) % 5000;
        for (; run > 0 && i < SIZE; run--, i++) p[i] = i > back && (seed & 0x80) ? p[i - back] : (uint8_t)('a' + (seed >> 20) % 16 + run % 3);
    }
}

int main(int argc, char **argv) {
    int rounds = argc > 1 ? atoi(argv[1]) : 1;
    uint32_t checksum = 0;
    uint8_t *plain = malloc(SIZE), *packed = malloc(2 * SIZE), *again = malloc(SIZE);
    if (!plain || !packed || !again) return 1;
    make_crc_table();
    for (int round = 0; round < rounds; round++) {
        fill(plain, (uint32_t)round);
        uint32_t n = pack(plain, SIZE, packed);
        if (unpack(packed, n, again) != SIZE || crc32(again, SIZE) != crc32(plain, SIZE)) {
            printf("compress: round %d came back different\n", round);
            return 1;
        }
        checksum = checksum * 31 + crc32(packed, n);
    }
    free(plain);
    free(packed);
    free(again);
    printf("compress: checksum %08x\n", checksum);
    return 0;
}
