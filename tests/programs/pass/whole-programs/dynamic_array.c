// An array that doubles its room; removal from the middle by memmove.
//! stdout: 1000 elements, 500 left, last 999
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct array {
    int *items;
    size_t count, room;
};

static void push(struct array *a, int item) {
    if (a->count == a->room) {
        a->room = a->room == 0 ? 1 : 2 * a->room;
        a->items = realloc(a->items, a->room * sizeof *a->items);
    }
    a->items[a->count++] = item;
}

static void remove_at(struct array *a, size_t i) {
    memmove(&a->items[i], &a->items[i + 1], (a->count - i - 1) * sizeof *a->items);
    a->count--;
}

int main(void) {
    struct array a = {0};
    for (int i = 0; i < 1000; i++) {
        push(&a, i);
    }
    printf("%zu elements, ", a.count);
    for (size_t i = 0; i < a.count; i++) {
        remove_at(&a, i);
    }
    a.items = realloc(a.items, a.count * sizeof *a.items);
    printf("%zu left, last %d\n", a.count, a.items[a.count - 1]);
    free(a.items);
    return 0;
}
