// memcpy of padded structs to a byte buffer and back, at an odd address: the padding travels along undefined.
//! levels: -O0 -O2
//! stdout: 5 -7 2.5 z
//! stdout: 6 -8 3.5 y
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct sample {
    char kind;
    double weight;
    signed char delta;
    int count;
};

__attribute__((noinline)) static size_t put(unsigned char *to, const struct sample *sample) {
    memcpy(to, sample, sizeof *sample);
    return sizeof *sample;
}

__attribute__((noinline)) static size_t get(struct sample *sample, const unsigned char *from) {
    memcpy(sample, from, sizeof *sample);
    return sizeof *sample;
}

int main(void) {
    unsigned char *bytes = malloc(2 * sizeof(struct sample) + 1);
    struct sample sample;
    sample.kind = 'z';
    sample.weight = 2.5;
    sample.delta = -7;
    sample.count = 5;
    size_t end = 1;
    end += put(bytes + end, &sample);
    sample.kind = 'y';
    sample.weight++;
    sample.delta--;
    sample.count++;
    end += put(bytes + end, &sample);
    for (size_t at = 1; at < end;) {
        struct sample back;
        at += get(&back, bytes + at);
        printf("%d %d %g %c\n", back.count, back.delta, back.weight, back.kind);
    }
    free(bytes);
    return 0;
}
