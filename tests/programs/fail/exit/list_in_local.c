// A whole list is reachable from a local variable of main.
//! exit: 1
#include <stdlib.h>

struct node {
    struct node *next;
};

static void stop(void) {
    exit(1);
}

int main(void) {
    struct node *head = NULL;
    for (int i = 0; i < 3; i++) {
        struct node *n = malloc(sizeof *n); //~ Leak_StillReachable 3 blocks
        n->next = head;
        head = n;
    }
    stop();
    return 0;
}
