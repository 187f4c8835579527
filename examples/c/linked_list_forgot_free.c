// The list of linked_list.c, never freed. Nothing points to its first node any more; the other two
// can be reached from that one only, so they are lost with it.
//! stdout: 30 -> 20 -> 10 -> NULL
#include <stdio.h>
#include <stdlib.h>

struct node {
    int value;
    struct node *next;
};

static struct node *push(struct node *head, int value) {
    struct node *n = malloc(sizeof *n);
    //~^ Leak_DefinitelyLost Leak_IndirectlyLost
    if (n == NULL) {
        exit(1);
    }
    n->value = value;
    n->next = head;
    return n;
}

static void print(const struct node *head) {
    for (const struct node *n = head; n != NULL; n = n->next) {
        printf("%d -> ", n->value);
    }
    printf("NULL\n");
}

int main(void) {
    struct node *list = NULL;
    for (int i = 1; i <= 3; i++) {
        list = push(list, i * 10);
    }

    print(list);
    return 0; // free_list(list) is missing
}
