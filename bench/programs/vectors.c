// Vectors that grow by realloc, an element at a time, many of them at once: realloc's moves and the copying in them.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { VECTORS = 200, ELEMENTS = 400000 };

struct vector {
    uint32_t *items;
    uint32_t length, capacity;
};

static void append(struct vector *v, uint32_t item) {
    if (v->length == v->capacity) {
        uint32_t capacity = v->capacity ? v->capacity + v->capacity / 2 + 1 : 4;
        uint32_t *items = realloc(v->items, capacity * sizeof *items);
        if (!items) exit(1);
        v->items = items;
        v->capacity = capacity;
    }
    v->items[v->length++] = item;
}

int main(int argc, char **argv) {
    int rounds = argc > 1 ? atoi(argv[1]) : 1;
    uint32_t checksum = 0, seed = 11;
    for (int round = 0; round < rounds; round++) {
        static struct vector vectors[VECTORS];
        for (int i = 0; i < ELEMENTS; i++) {
            seed = seed * 1664525u + 1013904223u;
            append(&vectors[(seed >> 8) % VECTORS], seed);
        }
        for (int i = 0; i < VECTORS; i++) {
            for (uint32_t k = 0; k < vectors[i].length; k++) checksum = checksum * 31 + vectors[i].items[k];
            free(vectors[i].items);
            vectors[i] = (struct vector){ 0 };
        }
    }
    printf("vectors: checksum %08x\n", checksum);
    return 0;
}
