// Struct assignment copies padding that nobody ever set: a copy is no use of it.
//! levels: -O0 -O2
//! stdout: c 3 70
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct record {
    char tag;
    int64_t value;
    short rank;
};

__attribute__((noinline)) static void fill(struct record *r, char tag, int64_t value, short rank) {
    r->tag = tag;
    r->value = value;
    r->rank = rank;
}

__attribute__((noinline)) static int same(const struct record *a, const struct record *b) {
    return a->tag == b->tag && a->value == b->value && a->rank == b->rank;
}

int main(void) {
    struct record *records = malloc(4 * sizeof *records);
    fill(&records[0], 'a', 10, 1);
    fill(&records[1], 'c', 70, 3);
    records[2] = records[1];
    struct record local = records[2];
    records[3] = local;
    records[1] = records[0];
    if (same(&records[3], &records[2]) && !same(&records[3], &records[1])) {
        printf("%c %d %d\n", records[3].tag, records[3].rank, (int)records[3].value);
    }
    free(records);
    return 0;
}
