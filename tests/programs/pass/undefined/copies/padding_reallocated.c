// An array of padded structs that grows: realloc copies padding and elements that are not there yet.
//! levels: -O0 -O2
//! stdout: 300 elements, 44850, A to N
#include <stdio.h>
#include <stdlib.h>

struct element {
    unsigned char letter;
    unsigned number;
    unsigned char flag;
};

struct list {
    struct element *items;
    size_t count, room;
};

__attribute__((noinline)) static struct element *grown(struct list *list) {
    if (list->count == list->room) {
        list->room = list->room * 2 + 3;
        list->items = realloc(list->items, list->room * sizeof *list->items);
    }
    return &list->items[list->count++];
}

int main(void) {
    struct list list = {NULL, 0, 0};
    for (unsigned i = 0; i < 300; i++) {
        struct element *new = grown(&list);
        new->letter = 'A' + i % 26;
        new->number = i;
        new->flag = i % 3 == 0;
    }
    unsigned sum = 0, flags = 0;
    for (size_t i = 0; i < list.count; i++) {
        sum += list.items[i].number;
        flags += list.items[i].flag;
    }
    if (flags == 100) {
        printf("%u elements, %u, %c to %c\n", (unsigned)list.count, sum, list.items[0].letter, list.items[299].letter);
    }
    free(list.items);
    return 0;
}
