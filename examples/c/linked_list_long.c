// A list of 1,000,000 nodes, freed in a loop. A function that freed a node by first calling itself
// for the rest would need 1,000,000 frames, more than any stack has: that is what happens in
// examples/rust/linked_list_long.rs, where nobody wrote the recursion.
//! stdout: 1000000 nodes
//! stdout: all freed
#include <stdio.h>
#include <stdlib.h>

struct node {
    int value;
    struct node *next;
};

static struct node *push(struct node *head, int value) {
    struct node *n = malloc(sizeof *n);
    if (n == NULL) {
        exit(1);
    }
    n->value = value;
    n->next = head;
    return n;
}

static void free_list(struct node *head) {
    while (head != NULL) {
        struct node *next = head->next;
        free(head);
        head = next;
    }
}

int main(void) {
    struct node *list = NULL;
    for (int i = 0; i < 1000000; i++) {
        list = push(list, i);
    }
    printf("%d nodes\n", list->value + 1);
    free_list(list);
    printf("all freed\n");
    return 0;
}
