// The last node's `next` is never set; it happens to be NULL.
#include <stdlib.h>

struct node {
    int value;
    struct node *next;
};

static struct node *new_node(int value) {
    struct node *n = malloc(sizeof *n);
    n->value = value;
    return n;
}

int main(void) {
    struct node *first = new_node(1);
    first->next = new_node(2);
    for (struct node *n = first, *next; n != NULL; n = next) { //~ UninitCondition
        next = n->next;
        free(n);
    }
    return 0;
}
