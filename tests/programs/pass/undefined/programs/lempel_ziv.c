// A compressor with a malloc'd window and cleared heads of chains: links that were never set are never followed.
//! levels: -O0 -O2
//! stdout: 3000 bytes to 392 and back
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { Heads = 256, Shortest = 4, Longest = 130 };

static unsigned hash_of(const uint8_t *at) {
    uint32_t word;
    memcpy(&word, at, 4);
    return word * 2654435761u >> 24;
}

__attribute__((noinline)) static size_t compress(const uint8_t *in, size_t size, uint8_t *out) {
    int *heads = calloc(Heads, sizeof *heads); /* position + 1 */
    int *previous = malloc(size * sizeof *previous);
    size_t to = 0;
    for (size_t at = 0; at < size;) {
        size_t best = 0, from = 0;
        if (at + Shortest <= size) {
            unsigned hash = hash_of(in + at);
            int tries = 8;
            for (int p = heads[hash]; p > 0 && tries-- > 0; p = previous[p - 1]) {
                size_t length = 0, start = (size_t)p - 1;
                while (at + length < size && length < Longest && in[start + length] == in[at + length]) {
                    length++;
                }
                if (length > best) {
                    best = length;
                    from = start;
                }
            }
            previous[at] = heads[hash];
            heads[hash] = (int)at + 1;
        }
        if (best >= Shortest) {
            out[to++] = (uint8_t)(0x80 | (best - Shortest));
            out[to++] = (uint8_t)(at - from);
            out[to++] = (uint8_t)((at - from) >> 8);
            at += best;
        } else {
            out[to++] = in[at++];
        }
    }
    free(heads);
    free(previous);
    return to;
}

__attribute__((noinline)) static size_t expand(const uint8_t *in, size_t size, uint8_t *out) {
    size_t to = 0;
    for (size_t at = 0; at < size;) {
        if (in[at] < 0x80) {
            out[to++] = in[at++];
            continue;
        }
        size_t length = (in[at] & 0x7fu) + Shortest, back = in[at + 1] | (size_t)in[at + 2] << 8;
        for (at += 3; length-- > 0; to++) {
            out[to] = out[to - back];
        }
    }
    return to;
}

int main(void) {
    enum { Size = 3000 };
    uint8_t *text = malloc(Size + 40), *small = malloc(2 * Size), *back = malloc(2 * Size);
    for (size_t at = 0, i = 0; at < Size; i++) {
        at += (size_t)sprintf((char *)text + at, "line %d of %s; ", (int)(i % 40), i % 7 ? "the text" : "a tale");
    }
    size_t size = compress(text, Size, small);
    size_t again = expand(small, size, back);
    printf("%d bytes to %d%s\n", (int)again, (int)size, memcmp(back, text, Size) == 0 ? " and back" : ", broken");
    free(text);
    free(small);
    free(back);
    return 0;
}
