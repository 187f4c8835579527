// Very many blocks of 16 to 32 bytes, 50 MB, all live at once: a list of short keys. What it is for is the peak
// of memory.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TOTAL = 50 * 1000 * 1000, SMALLEST = 16, LARGEST = 32 };

struct entry {
    struct entry *next;
    uint8_t size, length;
    char key[];
};

static uint32_t seed = 23;

static uint32_t next_random(void) {
    seed = seed * 1664525u + 1013904223u;
    return seed >> 8;
}

static struct entry *make(struct entry *next) {
    uint32_t size = SMALLEST + next_random() % (LARGEST - SMALLEST + 1);
    struct entry *e = malloc(size);
    if (!e) exit(1);
    e->next = next;
    e->size = (uint8_t)size;
    e->length = (uint8_t)(1 + next_random() % 6);
    memset(e->key, 'a' + (int)(size % 26), e->length);
    return e;
}

static uint32_t sum(const struct entry *e, uint32_t round) {
    uint32_t s = e->size + round;
    for (uint32_t i = 0; i < e->length; i++) s = s * 31 + (uint8_t)e->key[i];
    return s;
}

int main(int argc, char **argv) {
    int rounds = argc > 1 ? atoi(argv[1]) : 1;
    uint32_t checksum = 0, live = 0;
    struct entry *entries = NULL;
    for (int round = 0; round < rounds; round++) {
        while (live < TOTAL) {
            entries = make(entries);
            live += entries->size;
        }
        for (const struct entry *e = entries; e; e = e->next) checksum = checksum * 31 + sum(e, (uint32_t)round);
    }
    while (entries) {
        struct entry *next = entries->next;
        free(entries);
        entries = next;
    }
    printf("tiny: checksum %08x\n", checksum);
    return 0;
}
