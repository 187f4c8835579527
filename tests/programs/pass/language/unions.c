// A union written by one member and read by another of the same size.
//! options: -O2
#include <stdint.h>
#include <stdlib.h>

union number {
    float value;
    uint32_t bits;
    unsigned char bytes[4];
};

int main(void) {
    union number *n = malloc(sizeof *n);
    n->value = 1.0f;
    int ok = n->bits == 0x3f800000 && n->bytes[3] == 0x3f;
    n->bits |= 0x80000000;
    ok = ok && n->value == -1.0f;
    free(n);
    return ok ? 0 : 1;
}
