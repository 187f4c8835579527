// A hash table's buckets come from malloc, as if it were calloc.
//! levels: -O0 -O2
#include <stdlib.h>
#include <string.h>

struct entry {
    const char *key;
    struct entry *next;
};

__attribute__((noinline)) static struct entry **new_table(size_t size) {
    return malloc(size * sizeof(struct entry *));
}

__attribute__((noinline)) static int contains(struct entry **table, size_t size, const char *key) {
    struct entry *e = table[strlen(key) % size];
    while (e != NULL) { //~ UninitCondition
        if (strcmp(e->key, key) == 0) {
            return 1;
        }
        e = e->next;
    }
    return 0;
}

int main(void) {
    struct entry **table = new_table(8);
    int found = contains(table, 8, "redzone");
    free(table);
    return found;
}
