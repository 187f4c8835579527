/* A list of 100,000 nodes, all of them live when `last` is called. */
#include <stdlib.h>

struct node {
    int value;
    struct node *next;
};

static int last(const struct node *list) {
    return list->value;
}

int main(void) {
    struct node *list = NULL;
    for (int i = 0; i < 100000; i++) {
        struct node *n = malloc(sizeof *n);
        n->value = i;
        n->next = list;
        list = n;
    }
    return last(list) == 0;
}
