// Packed fields of 2, 4 and 8 bytes at odd addresses, between fields that were never set.
//! levels: -O0 -O2
//! stdout: 12345678901 -5 4242 1.25
//! stdout: 12345678902 -6 4243 2.25
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct __attribute__((packed)) line {
    char unset_before;
    int64_t number;
    char unset_between[2];
    int16_t small;
    uint8_t unset_again;
    uint32_t medium;
    char unset_later[5];
    double real;
    char unset_after;
};

__attribute__((noinline)) static void fill(struct line *line, int i) {
    line->number = 12345678901 + i;
    line->small = (int16_t)(-5 - i);
    line->medium = 4242u + (unsigned)i;
    line->real = 1.25 + i;
}

int main(void) {
    struct line *lines = malloc(4 * sizeof *lines);
    for (int i = 0; i < 2; i++) {
        fill(&lines[i], i);
    }
    lines[2] = lines[0];
    lines[3] = lines[1];
    for (int i = 2; i < 4; i++) {
        if (lines[i].number > 0 && lines[i].small < 0 && lines[i].medium && lines[i].real > 1) {
            printf("%lld %d %u %g\n", (long long)lines[i].number, lines[i].small, (unsigned)lines[i].medium,
                   lines[i].real);
        }
    }
    free(lines);
    return 0;
}
