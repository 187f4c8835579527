// A vector that doubles when it is full: its capacity is taken for its length.
//! levels: -O0 -O2
#include <stdio.h>
#include <stdlib.h>

struct vector {
    int length, capacity;
    int *items;
};

__attribute__((noinline)) static void push(struct vector *v, int item) {
    if (v->length == v->capacity) {
        v->capacity = v->capacity ? 2 * v->capacity : 4;
        v->items = realloc(v->items, v->capacity * sizeof *v->items);
    }
    v->items[v->length++] = item;
}

__attribute__((noinline)) static int contains(const struct vector *v, int item) {
    for (int i = 0; i < v->capacity; i++) {
        if (v->items[i] == item) { //~ UninitCondition
            return 1;
        }
    }
    return 0;
}

int main(void) {
    struct vector v = {0};
    for (int i = 1; i <= 5; i++) {
        push(&v, i);
    }
    int found = contains(&v, 1000);
    free(v.items);
    return found;
}
