// By how much to shift was never said.
#include <stdio.h>
#include <stdlib.h>

struct bits {
    unsigned value;
    unsigned char used;
};

int main(void) {
    struct bits *b = malloc(sizeof *b);
    b->value = 0x55;
    unsigned next = b->value << (b->used & 7);
    if (next & 0x800) { //~ UninitCondition
        puts("full");
    }
    free(b);
    return 0;
}
