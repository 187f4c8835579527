// The list of linked_list.c, freed in a for loop: the step `n = n->next` reads from the node that
// the body has just freed.
//! stdout: 30 -> 20 -> 10 -> NULL
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

static void print(const struct node *head) {
    for (const struct node *n = head; n != NULL; n = n->next) {
        printf("%d -> ", n->value);
    }
    printf("NULL\n");
}

static void free_list(struct node *head) {
    for (struct node *n = head; n != NULL; n = n->next) {
    //~^ InvalidRead
        free(n);
    }
}

int main(void) {
    struct node *list = NULL;
    list = push(list, 10);
    list = push(list, 20);
    list = push(list, 30);

    print(list);
    free_list(list);
    return 0;
}
