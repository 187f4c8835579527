// The lowest bit of a kept pointer carries a tag: it points one byte into the block.
#include <stdint.h>
#include <stdlib.h>

static uintptr_t tagged;

int main(void) {
    int *p = calloc(4, sizeof *p); //~ Leak_PossiblyLost
    tagged = (uintptr_t)p | 1;
    return 0;
}
