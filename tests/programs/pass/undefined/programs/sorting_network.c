// Eight elements sorted by compare-exchange without branches: whole structs, unset members included, are selected.
//! levels: -O0 -O2
//! stdout: 1 2 3 4 5 6 7 8
//! stdout: 1 2 3 4 5 6 7 8
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct element {
    int key;
    int unset;
    int64_t also_unset;
};

static const unsigned char network[][2] = {{0, 2}, {1, 3}, {4, 6}, {5, 7}, {0, 4}, {1, 5}, {2, 6}, {3, 7}, {0, 1}, {2, 3},
                                           {4, 5}, {6, 7}, {2, 4}, {3, 5}, {1, 4}, {3, 6}, {1, 2}, {3, 4}, {5, 6}};

__attribute__((noinline)) static void exchange(struct element *a, struct element *b) {
    struct element x = *a, y = *b;
    int in_order = x.key <= y.key;
    a->key = in_order ? x.key : y.key;
    a->unset = in_order ? x.unset : y.unset;
    a->also_unset = in_order ? x.also_unset : y.also_unset;
    *b = in_order ? y : x;
}

__attribute__((noinline)) static void exchange_masked(struct element *a, struct element *b) {
    uint32_t mask = -(uint32_t)(b->key < a->key);
    uint32_t keys = ((uint32_t)a->key ^ (uint32_t)b->key) & mask;
    uint32_t others = ((uint32_t)a->unset ^ (uint32_t)b->unset) & mask;
    a->key = (int)((uint32_t)a->key ^ keys);
    b->key = (int)((uint32_t)b->key ^ keys);
    a->unset = (int)((uint32_t)a->unset ^ others);
    b->unset = (int)((uint32_t)b->unset ^ others);
}

int main(void) {
    for (int masked = 0; masked < 2; masked++) {
        struct element *list = malloc(8 * sizeof *list);
        for (int i = 0; i < 8; i++) {
            list[i].key = (i * 5 + 3) % 8 + 1;
        }
        for (size_t i = 0; i < sizeof network / sizeof network[0]; i++) {
            struct element *a = &list[network[i][0]], *b = &list[network[i][1]];
            if (masked) {
                exchange_masked(a, b);
            } else {
                exchange(a, b);
            }
        }
        for (int i = 0; i < 8; i++) {
            printf("%d%s", list[i].key, i < 7 ? " " : "\n");
        }
        free(list);
    }
    return 0;
}
