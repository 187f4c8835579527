// A queue in a ring: the indices wrap, the last element is followed by the first.
//! options: -O2
#include <stdlib.h>

struct ring {
    int *items;
    unsigned size, head, count;
};

static int put(struct ring *r, int item) {
    if (r->count == r->size) {
        return 0;
    }
    r->items[(r->head + r->count++) % r->size] = item;
    return 1;
}

static int take(struct ring *r) {
    int item = r->items[r->head];
    r->head = (r->head + 1) % r->size;
    r->count--;
    return item;
}

int main(void) {
    struct ring r = {malloc(7 * sizeof(int)), 7, 0, 0};
    int next = 0, expected = 0, wrong = 0;
    for (int round = 0; round < 100; round++) {
        while (put(&r, next)) {
            next++;
        }
        for (int i = 0; i < 4; i++) {
            wrong += take(&r) != expected++;
        }
    }
    free(r.items);
    return wrong;
}
