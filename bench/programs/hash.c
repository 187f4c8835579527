// A hash table with open addressing, rebuilt in each round as it grows, then 600,000 look-ups of which half miss:
// scattered loads with short probe chains.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { KEYS = 100000, LOOKUPS = 600000 };

struct slot {
    uint32_t key; // 0: free
    uint32_t value;
};

struct table {
    struct slot *slots;
    uint32_t capacity; // a power of two
    uint32_t used;
};

static uint32_t mix(uint32_t x) {
    x ^= x >> 16;
    x *= 0x7feb352du;
    x ^= x >> 15;
    x *= 0x846ca68bu;
    return x ^ (x >> 16);
}

static struct slot *find(const struct table *t, uint32_t key) {
    uint32_t i = mix(key) & (t->capacity - 1);
    while (t->slots[i].key != 0 && t->slots[i].key != key) i = (i + 1) & (t->capacity - 1);
    return &t->slots[i];
}

static void resize(struct table *t, uint32_t capacity) {
    struct table bigger = { calloc(capacity, sizeof(struct slot)), capacity, t->used };
    if (!bigger.slots) exit(1);
    for (uint32_t i = 0; i < t->capacity; i++) {
        if (t->slots[i].key != 0) *find(&bigger, t->slots[i].key) = t->slots[i];
    }
    free(t->slots);
    *t = bigger;
}

static void insert(struct table *t, uint32_t key, uint32_t value) {
    if (t->used * 4 >= t->capacity * 3) resize(t, t->capacity ? t->capacity * 2 : 16);
    struct slot *slot = find(t, key);
    if (slot->key == 0) t->used++;
    slot->key = key;
    slot->value = value;
}

int main(int argc, char **argv) {
    int rounds = argc > 1 ? atoi(argv[1]) : 1;
    uint32_t checksum = 0;
    for (int round = 0; round < rounds; round++) {
        struct table t = { 0 };
        for (uint32_t i = 1; i <= KEYS; i++) insert(&t, i * 2, i ^ (uint32_t)round);
        for (uint32_t i = 0; i < LOOKUPS; i++) {
            const struct slot *slot = find(&t, mix(i) % (2 * KEYS) + 2);
            if (slot->key != 0) checksum = checksum * 31 + slot->value;
        }
        free(t.slots);
    }
    printf("hash: checksum %08x\n", checksum);
    return 0;
}
