// Nodes exchange their contents, of which half were never set.
//! levels: -O0 -O2
//! stdout: 5 4: four 3 2: two 1
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct contents {
    int id;
    char named;
    char name[11];
};

struct node {
    struct contents contents;
    struct node *next, *previous;
};

__attribute__((noinline)) static struct node *append(struct node *last, int id, const char *name) {
    struct node *node = malloc(sizeof *node);
    node->contents.id = id;
    node->contents.named = name != NULL;
    if (name) {
        strcpy(node->contents.name, name);
    }
    node->next = NULL;
    node->previous = last;
    if (last) {
        last->next = node;
    }
    return node;
}

int main(void) {
    struct node *first = append(NULL, 1, NULL);
    struct node *last = append(append(first, 2, "two"), 3, NULL);
    last = append(append(last, 4, "four"), 5, NULL);
    for (struct node *a = first, *b = last; a != b && b->next != a; a = a->next, b = b->previous) {
        struct contents swap = a->contents;
        a->contents = b->contents;
        b->contents = swap;
    }
    while (first) {
        struct node *next = first->next;
        const struct contents *c = &first->contents;
        printf("%d%s%s%s", c->id, c->named ? ": " : "", c->named ? c->name : "", next ? " " : "\n");
        free(first);
        first = next;
    }
    return 0;
}
