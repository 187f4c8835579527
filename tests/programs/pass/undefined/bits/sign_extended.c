// Bytes and shorts taken out of half defined words and sign extended, in memory and in registers.
//! levels: -O0 -O2
//! stdout: -100 -30000 -100 -30000 -30000
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct parts {
    int8_t byte;
    int8_t unset;
    int16_t half;
    int8_t more_unset[4];
};

union view {
    struct parts parts;
    uint32_t word;
    uint64_t wide;
};

__attribute__((noinline)) static union view *made(void) {
    union view *v = malloc(sizeof *v);
    v->parts.byte = -100;
    v->parts.half = -30000;
    return v;
}

int main(void) {
    union view *v = made();
    int from_memory = v->parts.byte;
    int half_from_memory = v->parts.half;
    int from_register = (int8_t)v->word;
    int half_from_register = (int32_t)v->word >> 16;
    int64_t from_wide = (int16_t)(v->wide >> 16);
    if (from_memory < 0 && half_from_memory < 0 && from_register == -100 && half_from_register == -30000) {
        printf("%d %d %d %d %d\n", from_memory, half_from_memory, from_register, half_from_register, (int)from_wide);
    }
    free(v);
    return 0;
}
