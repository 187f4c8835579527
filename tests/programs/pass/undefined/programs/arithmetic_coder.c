// A binary arithmetic coder with adaptive contexts that are set up when they are first met: a bit set says which are.
//! levels: -O0 -O2
//! stdout: 2000 bytes, 797 coded, equal; 128 contexts
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct context {
    uint16_t chance; /* of a 0, of 4096 */
    uint8_t rate, unset;
};
struct model {
    uint32_t known[256 * 256 / 32];
    struct context contexts[256 * 256];
    int used;
};
struct coder {
    uint32_t low, range, code;
    uint8_t *bytes;
    size_t at;
};

__attribute__((noinline)) static struct context *context(struct model *m, unsigned last, unsigned prefix) {
    unsigned index = last << 8 | prefix;
    struct context *c = &m->contexts[index];
    if (!(m->known[index / 32] >> index % 32 & 1)) {
        m->known[index / 32] |= 1u << index % 32;
        c->chance = 2048;
        c->rate = 2;
        m->used++;
    }
    return c;
}

static void adapt(struct context *c, int bit) {
    c->chance = (uint16_t)(bit ? c->chance - (c->chance >> c->rate) : c->chance + ((4096 - c->chance) >> c->rate));
    c->chance = c->chance < 32 ? 32 : c->chance > 4064 ? 4064 : c->chance;
    c->rate += c->rate < 5;
}

__attribute__((noinline)) static void encode(struct coder *e, struct context *c, int bit) {
    uint32_t part = (e->range >> 12) * c->chance;
    if (bit) {
        if (e->low + part < e->low) {
            for (size_t i = e->at; ++e->bytes[--i] == 0;) {
            }
        }
        e->low += part;
        e->range -= part;
    } else {
        e->range = part;
    }
    for (; e->range < 1u << 24; e->range <<= 8, e->low <<= 8) {
        e->bytes[e->at++] = (uint8_t)(e->low >> 24);
    }
    adapt(c, bit);
}

__attribute__((noinline)) static int decode(struct coder *d, struct context *c) {
    uint32_t part = (d->range >> 12) * c->chance;
    int bit = d->code - d->low >= part;
    d->low += bit ? part : 0;
    d->range = bit ? d->range - part : part;
    for (; d->range < 1u << 24; d->range <<= 8, d->low <<= 8) {
        d->code = d->code << 8 | d->bytes[d->at++];
    }
    adapt(c, bit);
    return bit;
}

static struct model *new_model(void) {
    struct model *m = malloc(sizeof *m);
    memset(m->known, 0, sizeof m->known);
    m->used = 0;
    return m;
}

int main(void) {
    enum { Size = 2000 };
    uint8_t *text = malloc(Size), *back = malloc(Size);
    for (unsigned i = 0, x = 1; i < Size; i++) {
        x = x * 1103515245u + 12345u;
        text[i] = (uint8_t)("abcd"[x >> 16 & 3] + (i % 8 == 0 ? 'A' - 'a' : 0));
    }
    struct model *m = new_model();
    struct coder e = {.low = 0, .range = 0xffffffff, .bytes = malloc(2 * Size), .at = 1};
    e.bytes[0] = 0;
    for (int i = 0; i < Size; i++) {
        for (int bit = 7, prefix = 1; bit >= 0; bit--) {
            encode(&e, context(m, i ? text[i - 1] : 0, (unsigned)prefix), text[i] >> bit & 1);
            prefix = prefix << 1 | (text[i] >> bit & 1);
        }
    }
    for (int i = 0; i < 4; i++, e.low <<= 8) {
        e.bytes[e.at++] = (uint8_t)(e.low >> 24);
    }
    size_t coded = e.at;
    int used = m->used;
    free(m);
    m = new_model();
    struct coder d = {.low = 0, .range = 0xffffffff, .bytes = e.bytes, .at = 1};
    for (int i = 0; i < 4; i++) {
        d.code = d.code << 8 | d.bytes[d.at++];
    }
    for (int i = 0; i < Size; i++) {
        int prefix = 1;
        while (prefix < 256) {
            prefix = prefix << 1 | decode(&d, context(m, i ? back[i - 1] : 0, (unsigned)prefix));
        }
        back[i] = (uint8_t)prefix;
    }
    int equal = memcmp(text, back, Size) == 0 && m->used == used;
    printf("%d bytes, %d coded, %s; %d contexts\n", Size, (int)coded, equal ? "equal" : "different", used);
    free(m);
    free(e.bytes);
    free(text);
    free(back);
    return 0;
}
