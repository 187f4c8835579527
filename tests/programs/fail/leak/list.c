// A list whose head is forgotten: the head is lost definitely, the other nodes with it.
#include <stdlib.h>

struct node {
    struct node *next;
};

static struct node *push(struct node *head) {
    struct node *n = malloc(sizeof *n); //~ Leak_DefinitelyLost Leak_IndirectlyLost
    n->next = head;
    return n;
}

int main(void) {
    struct node *head = NULL;
    for (int i = 0; i < 10; i++) {
        head = push(head);
    }
    return 0;
}
