// A hash table that asks eight control bytes at once, in one word: entries without their byte set hold garbage.
//! levels: -O0 -O2
//! stdout: 700 of 1500 found, 700 right, room for 1024
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entry {
    uint32_t key;
    short unset;
    uint64_t value;
};
struct map {
    size_t room, count; /* room: a power of two, 8 at least */
    uint8_t *controls;  /* 0x80: vacant, otherwise seven bits of the hash */
    struct entry *entries;
};

static uint64_t hash_of(uint32_t key) {
    uint64_t x = key * 0x9e3779b97f4a7c15u;
    return x ^ x >> 32;
}

static uint64_t group(const struct map *m, size_t at) {
    uint64_t word;
    memcpy(&word, m->controls + at, 8);
    return word;
}

__attribute__((noinline)) static struct entry *find(const struct map *m, uint32_t key) {
    uint64_t hash = hash_of(key), wanted = (hash & 0x7f) * 0x0101010101010101u;
    for (size_t at = (hash >> 7) & (m->room - 1) & ~(size_t)7;; at = (at + 8) & (m->room - 1)) {
        uint64_t controls = group(m, at), differ = controls ^ wanted;
        uint64_t equal = (differ - 0x0101010101010101u) & ~differ & 0x8080808080808080u;
        for (; equal; equal &= equal - 1) {
            size_t i = at + (size_t)__builtin_ctzll(equal) / 8;
            if (m->controls[i] == (hash & 0x7f) && m->entries[i].key == key) {
                return &m->entries[i];
            }
        }
        if (controls & 0x8080808080808080u) {
            return NULL;
        }
    }
}

static struct map *new_map(size_t room) {
    struct map *m = malloc(sizeof *m);
    *m = (struct map){room, 0, malloc(room), malloc(room * sizeof(struct entry))};
    memset(m->controls, 0x80, room);
    return m;
}

static void free_map(struct map *m) {
    free(m->controls);
    free(m->entries);
    free(m);
}

__attribute__((noinline)) static struct map *put(struct map *m, struct entry entry) {
    if (m->count >= m->room * 7 / 8) {
        struct map *larger = new_map(m->room * 2);
        for (size_t i = 0; i < m->room; i++) {
            if (m->controls[i] < 0x80) {
                larger = put(larger, m->entries[i]);
            }
        }
        free_map(m);
        m = larger;
    }
    uint64_t hash = hash_of(entry.key);
    size_t at = (hash >> 7) & (m->room - 1) & ~(size_t)7;
    uint64_t vacant;
    while (!(vacant = group(m, at) & 0x8080808080808080u)) {
        at = (at + 8) & (m->room - 1);
    }
    at += (size_t)__builtin_ctzll(vacant) / 8;
    m->controls[at] = hash & 0x7f;
    m->entries[at] = entry;
    m->count++;
    return m;
}

int main(void) {
    struct map *m = new_map(8);
    for (uint32_t i = 0; i < 700; i++) {
        struct entry entry;
        entry.key = i * 2654435761u;
        entry.value = (uint64_t)i << 33;
        m = put(m, entry);
    }
    int found = 0, right = 0;
    for (uint32_t i = 0; i < 1500; i++) {
        const struct entry *entry = find(m, i * 2654435761u);
        found += entry != NULL;
        right += entry && entry->value == (uint64_t)i << 33;
    }
    printf("%d of 1500 found, %d right, room for %d\n", found, right, (int)m->room);
    free_map(m);
    return 0;
}
