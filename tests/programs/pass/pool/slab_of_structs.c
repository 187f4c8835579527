// Structs cut from larger blocks; the blocks are chained and freed together.
#include <stdlib.h>

struct item {
    int id;
    struct item *next;
};

struct slab {
    struct slab *older;
    int used;
    struct item items[30];
};

static struct slab *newest;

static struct item *new_item(int id) {
    if (newest == NULL || newest->used == 30) {
        struct slab *s = malloc(sizeof *s);
        s->older = newest;
        s->used = 0;
        newest = s;
    }
    struct item *i = &newest->items[newest->used++];
    i->id = id;
    return i;
}

int main(void) {
    struct item *head = NULL;
    for (int i = 0; i < 100; i++) {
        struct item *n = new_item(i);
        n->next = head;
        head = n;
    }
    int sum = 0;
    for (struct item *i = head; i != NULL; i = i->next) {
        sum += i->id;
    }
    while (newest != NULL) {
        struct slab *older = newest->older;
        free(newest);
        newest = older;
    }
    return sum == 4950 ? 0 : 1;
}
