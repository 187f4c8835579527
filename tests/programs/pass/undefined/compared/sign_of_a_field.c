// A signed bit-field's sign lies above undefined bits; -O2 tests it by comparing all of them with 0.
//! levels: -O0 -O2
//! stdout: 3 of 6 below zero, the lowest is -13
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct entry {
    uint64_t never : 51;
    int64_t delta : 5;
    uint64_t never_either : 8;
    uint32_t unset : 24;
    int32_t step : 8;
};

__attribute__((noinline)) static void set(struct entry *entry, int delta) {
    entry->delta = delta;
    entry->step = delta;
}

int main(void) {
    enum { Count = 6 };
    struct entry *entries = malloc(Count * sizeof *entries);
    for (int i = 0; i < Count; i++) {
        set(&entries[i], i * 5 - 13);
    }
    int below = 0, lowest = 0;
    for (int i = 0; i < Count; i++) {
        if (entries[i].delta < 0 && entries[i].step < 0) {
            below++;
            lowest = entries[i].step < lowest ? entries[i].step : lowest;
        }
    }
    printf("%d of %d below zero, the lowest is %d\n", below, Count, lowest);
    free(entries);
    return 0;
}
