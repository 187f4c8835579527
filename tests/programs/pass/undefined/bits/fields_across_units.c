// Bit-fields of different widths and units, some of them in 64 bits, and a packed one that straddles bytes.
//! levels: -O0 -O2
//! stdout: 1099511627775 -3 77 9 1
//! stdout: 3000000 -2 13
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct wide {
    uint64_t id : 40;
    uint64_t never : 11;
    int64_t sign : 5;
    uint16_t small : 7;
    uint16_t never_small : 9;
    uint8_t tiny : 4;
    uint8_t : 0;
    uint8_t one : 1;
};

struct __attribute__((packed)) straddling {
    uint32_t never : 5;
    uint32_t big : 23;
    int32_t sign : 13;
    uint32_t never_either : 6;
    uint32_t last : 17;
};

__attribute__((noinline)) static struct wide *new_wide(uint64_t id, int sign) {
    struct wide *w = malloc(sizeof *w);
    w->one = 1;
    w->id = id;
    w->sign = sign;
    w->small = 77;
    w->tiny = 9;
    return w;
}

__attribute__((noinline)) static void fill(struct straddling *s, uint32_t big) {
    s->last = 12;
    s->big = big;
    s->sign = -2;
    s->last++;
}

int main(void) {
    struct wide *w = new_wide(0xffffffffff, -3);
    if (w->one) {
        printf("%llu %d %d %d %d\n", (unsigned long long)w->id, (int)w->sign, w->small, w->tiny, w->one);
    }
    free(w);
    struct straddling s, t;
    fill(&s, 3000000);
    t = s;
    if (t.big > 2999999) {
        printf("%d %d %d\n", (int)t.big, (int)t.sign, (int)t.last);
    }
    return 0;
}
