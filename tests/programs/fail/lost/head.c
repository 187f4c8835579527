// The head of a list moves on, and the nodes before it stay behind, each at another time.
#include <stdlib.h>

struct node {
    struct node *next;
};

static struct node *head;

static void push(void) {
    struct node *n = malloc(sizeof *n); //~ Leak_DefinitelyLost Leak_IndirectlyLost Leak_StillReachable
    n->next = head;
    head = n;
}

int main(void) {
    for (int i = 0; i < 4; i++) {
        push();
    }
    struct node *second = head->next;
    head = second; //@ lost 4
    head = head->next;
    second = NULL; //@ lost 3
    return second != NULL;
}
