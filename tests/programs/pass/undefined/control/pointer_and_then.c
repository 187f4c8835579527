// `p && p->used && p->key == key`: chains of tests, each protected by the one before.
//! levels: -O0 -O2
//! stdout: 4 hits, 6 misses, 40
#include <stdio.h>
#include <stdlib.h>

struct entry {
    char used, has_value;
    short key;
    int value;
};

__attribute__((noinline)) static const struct entry *find(struct entry *const *slots, int count, int key) {
    for (int i = 0; i < count; i++) {
        const struct entry *entry = slots[i];
        if (entry && entry->used && entry->key == key) {
            return entry;
        }
    }
    return NULL;
}

__attribute__((noinline)) static int value_of(const struct entry *entry) {
    return entry && entry->has_value && entry->value > 0 ? entry->value : 0;
}

int main(void) {
    enum { Slots = 10 };
    struct entry **slots = malloc(Slots * sizeof *slots);
    for (int i = 0; i < Slots; i++) {
        slots[i] = i % 4 == 3 ? NULL : malloc(sizeof **slots);
        if (slots[i]) {
            slots[i]->used = i % 2 == 0;
            if (slots[i]->used) {
                slots[i]->key = (short)i;
                slots[i]->has_value = i > 0;
            }
            if (slots[i]->used && i > 0) {
                slots[i]->value = 10 * i % 40;
            }
        }
    }
    int hits = 0, sum = 0;
    for (int key = 0; key < Slots; key++) {
        const struct entry *entry = find(slots, Slots, key);
        hits += entry && entry->has_value;
        sum += value_of(entry);
    }
    printf("%d hits, %d misses, %d\n", hits, Slots - hits, sum);
    for (int i = 0; i < Slots; i++) {
        free(slots[i]);
    }
    free(slots);
    return 0;
}
