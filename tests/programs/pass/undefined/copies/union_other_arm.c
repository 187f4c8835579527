// One arm of a union is written, another is read: bytes keep their state, whatever type they are read as.
//! levels: -O0 -O2
//! stdout: 3ff8000000000000 3f 8
//! stdout: 1.5 -1.5
//! stdout: 2211
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

union word {
    uint8_t bytes[8];
    uint16_t halves[4];
    uint64_t bits;
    double real;
};

__attribute__((noinline)) static union word *made(void) {
    return malloc(sizeof(union word));
}

int main(void) {
    union word *a = made();
    a->real = 1.5;
    printf("%llx %x %d\n", (unsigned long long)a->bits, a->bytes[7], (int)sizeof *a);
    union word *b = made();
    for (int i = 0; i < 8; i++) {
        b->bytes[i] = a->bytes[i];
    }
    b->bytes[7] |= 0x80;
    printf("%g %g\n", a->real, b->real);
    union word *c = made();
    c->bytes[2] = 0x11;
    c->bytes[3] = 0x22;
    union word d = *c;
    if (d.halves[1] > 0x2200) {
        printf("%x\n", d.halves[1]);
    }
    free(a);
    free(b);
    free(c);
    return 0;
}
