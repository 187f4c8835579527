// An int that begins before the block: its first two bytes are outside, its last two inside.
#include <stdlib.h>

struct __attribute__((packed)) unaligned {
    int value;
};

int main(void) {
    char *p = malloc(16);
    struct unaligned *u = (struct unaligned *)(p - 2);
    u->value = 1; //~ InvalidWrite
    free(p);
    return 0;
}
