// A list that stores the exclusive or of its neighbours: no block is pointed to, and none is lost.
#include <stdint.h>
#include <stdlib.h>

struct node {
    int value;
    uintptr_t link;
};

int main(void) {
    struct node *first = NULL, *last = NULL;
    for (int i = 1; i <= 10; i++) {
        struct node *n = malloc(sizeof *n);
        n->value = i;
        n->link = (uintptr_t)last;
        if (last != NULL) {
            last->link ^= (uintptr_t)n;
        } else {
            first = n;
        }
        last = n;
    }
    int sum = 0;
    uintptr_t previous = 0;
    for (struct node *n = first; n != NULL;) {
        struct node *next = (struct node *)(n->link ^ previous);
        sum += n->value;
        previous = (uintptr_t)n;
        free(n);
        n = next;
    }
    return sum == 55 ? 0 : 1;
}
