// A global list: every node can be reached.
#include <stdlib.h>

static struct node {
    struct node *next;
} *head;

int main(void) {
    for (int i = 0; i < 5; i++) {
        struct node *n = malloc(sizeof *n); //~ Leak_StillReachable 5 blocks
        n->next = head;
        head = n;
    }
    return 0;
}
