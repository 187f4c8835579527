// Values boxed in NaNs: a small payload sets only 32 of 64 bits, and the tag in the upper half decides.
//! levels: -O0 -O2
//! stdout: [2.5][false][41][-0.125][nil][true]
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct halves {
    uint32_t low, high;
};
enum { TagInt = 0x7ff90000, TagBool = 0x7ffa0000, TagNil = 0x7ffb0000 };

__attribute__((noinline)) static void box_real(uint64_t *box, double real) {
    memcpy(box, &real, sizeof real);
}

__attribute__((noinline)) static void box_tagged(uint64_t *box, uint32_t tag, const uint32_t *payload) {
    struct halves *halves = (struct halves *)(void *)box;
    halves->high = tag;
    if (payload) {
        memcpy(&halves->low, payload, sizeof *payload);
    }
}

__attribute__((noinline)) static void show(uint64_t box) {
    switch (box >> 32) {
    case TagInt:
        printf("[%d]", (int)(uint32_t)box);
        break;
    case TagBool:
        printf("[%s]", (uint32_t)box ? "true" : "false");
        break;
    case TagNil:
        printf("[nil]");
        break;
    default: {
        double real;
        memcpy(&real, &box, sizeof real);
        printf("[%g]", real);
    }
    }
}

int main(void) {
    uint64_t *boxes = malloc(6 * sizeof *boxes);
    const uint32_t no = 0, yes = 1, n = 41;
    box_real(&boxes[0], 2.5);
    box_tagged(&boxes[1], TagBool, &no);
    box_tagged(&boxes[2], TagInt, &n);
    box_real(&boxes[3], -0.125);
    box_tagged(&boxes[4], TagNil, NULL);
    box_tagged(&boxes[5], TagBool, &yes);
    for (int i = 0; i < 6; i++) {
        uint64_t box = boxes[i];
        show(box);
    }
    printf("\n");
    free(boxes);
    return 0;
}
