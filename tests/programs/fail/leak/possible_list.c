// What can be reached only through a possibly lost block is possibly lost too.
#include <stdlib.h>

struct node {
    int value;
    struct node *next;
};

static int *last_value;

int main(void) {
    struct node *head = NULL;
    for (int i = 0; i < 3; i++) {
        struct node *n = malloc(sizeof *n); //~ Leak_PossiblyLost 3 blocks
        n->value = i;
        n->next = head;
        head = n;
    }
    last_value = (int *)&head->next;
    return 0;
}
