// Bytes that the host's generator filled in are defined, the ones beside them are not and stay unused.
//! levels: -O0 -O2
//! stdout: 64 bits drawn, 20 dice between 1 and 6
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct generator {
    uint32_t unset;
    uint64_t state;
    uint32_t unset_as_well;
};

__attribute__((noinline)) static unsigned next(struct generator *g) {
    g->state ^= g->state << 13;
    g->state ^= g->state >> 7;
    g->state ^= g->state << 17;
    return (unsigned)(g->state >> 32);
}

int main(void) {
    struct generator *g = malloc(sizeof *g);
    if (getentropy(&g->state, sizeof g->state) != 0) {
        return 1;
    }
    g->state |= 1;
    int dice = 0;
    for (int i = 0; i < 20; i++) {
        unsigned die = next(g) % 6 + 1;
        dice += die >= 1 && die <= 6;
    }
    printf("%d bits drawn, %d dice between 1 and 6\n", (int)sizeof g->state * 8, dice);
    free(g);
    return 0;
}
