// Much memory in blocks of 128 to 4,096 bytes, 100 MB, all live at once: records with a header and padding, of which
// the text fills a part. What it is for is the peak of memory.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TOTAL = 100 * 1000 * 1000, SMALLEST = 128, LARGEST = 4096, MOST_TEXT_OFFSET = 32 };

struct record {
    struct record *next;
    uint32_t size, used;
    uint8_t kind; // and padding
    uint16_t check;
    char text[];
};

static uint32_t seed = 17;

static uint32_t next_random(void) {
    seed = seed * 1664525u + 1013904223u;
    return seed >> 8;
}

static struct record *make(struct record *next) {
    uint32_t size = SMALLEST + next_random() % (LARGEST - SMALLEST + 1);
    struct record *r = malloc(size);
    if (!r) exit(1);
    uint32_t room = size - MOST_TEXT_OFFSET; // and not size - sizeof *r: pointers differ in width, the work must not
    r->next = next;
    r->size = size;
    r->used = room / 2 + next_random() % (room / 2);
    r->kind = (uint8_t)size;
    r->check = (uint16_t)room;
    memset(r->text, 'a' + (int)(size % 26), r->used);
    return r;
}

static uint32_t sum(const struct record *r, uint32_t round) {
    uint32_t s = r->kind + r->check + round;
    for (uint32_t i = round % 4; i < r->used; i += 4) s = s * 31 + (uint8_t)r->text[i];
    return s;
}

int main(int argc, char **argv) {
    int rounds = argc > 1 ? atoi(argv[1]) : 1;
    uint32_t checksum = 0, live = 0;
    struct record *records = NULL;
    for (int round = 0; round < rounds; round++) {
        while (live < TOTAL) {
            records = make(records);
            live += records->size;
        }
        for (const struct record *r = records; r; r = r->next) checksum = checksum * 31 + sum(r, (uint32_t)round);
    }
    while (records) {
        struct record *next = records->next;
        free(records);
        records = next;
    }
    printf("blocks128: checksum %08x\n", checksum);
    return 0;
}
