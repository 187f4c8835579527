// Everything comes from one malloc'd block: parts with different alignment, unset bytes between and inside them.
//! levels: -O0 -O2
//! stdout: (1 + 2) * (3 + 4.5) = 22.5 in 7 nodes
#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct arena {
    char *start;
    size_t used, room;
};
struct node {
    char operator; /* or 'n' */
    double number;
    const char *text;
    struct node *left, *right;
};

__attribute__((noinline)) static void *take(struct arena *arena, size_t size, size_t alignment) {
    size_t at = (arena->used + alignment - 1) / alignment * alignment;
    if (at + size > arena->room) {
        abort();
    }
    arena->used = at + size;
    return arena->start + at;
}

static struct node *number(struct arena *arena, const char *text) {
    char *copy = take(arena, strlen(text) + 1, 1);
    strcpy(copy, text);
    struct node *node = take(arena, sizeof *node, alignof(struct node));
    node->operator = 'n';
    node->number = atof(copy);
    node->text = copy;
    return node;
}

static struct node *join(struct arena *arena, char operator, struct node *left, struct node *right) {
    struct node *node = take(arena, sizeof *node, alignof(struct node));
    node->operator = operator;
    node->left = left;
    node->right = right;
    return node;
}

__attribute__((noinline)) static double value(const struct node *node, int *nodes) {
    ++*nodes;
    if (node->operator == 'n') {
        return node->number;
    }
    double left = value(node->left, nodes), right = value(node->right, nodes);
    return node->operator == '+' ? left + right : left * right;
}

int main(void) {
    struct arena arena = {malloc(1000), 0, 1000};
    struct node *left = join(&arena, '+', number(&arena, "1"), number(&arena, "2"));
    struct node *right = join(&arena, '+', number(&arena, "3"), number(&arena, "4.5"));
    int nodes = 0;
    double result = value(join(&arena, '*', left, right), &nodes);
    printf("(1 + 2) * (3 + 4.5) = %g in %d nodes\n", result, nodes);
    free(arena.start);
    return 0;
}
