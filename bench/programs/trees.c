// Binary trees with a malloc and a free for each node, built and torn down again: the classic allocator test.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { DEPTH = 14 }; // 32,767 nodes a tree

struct tree {
    struct tree *left, *right;
};

static uint32_t pairs = 0;

static struct tree *build(int depth) {
    struct tree *t = malloc(sizeof *t);
    if (!t) exit(1);
    pairs++;
    t->left = depth > 0 ? build(depth - 1) : NULL;
    t->right = depth > 0 ? build(depth - 1) : NULL;
    return t;
}

static uint32_t count(const struct tree *t) {
    return t ? 1 + count(t->left) + count(t->right) : 0;
}

static void destroy(struct tree *t) {
    if (!t) return;
    destroy(t->left);
    destroy(t->right);
    free(t);
}

int main(int argc, char **argv) {
    int rounds = argc > 1 ? atoi(argv[1]) : 1;
    uint32_t checksum = 0;
    for (int round = 0; round < rounds; round++) {
        struct tree *t = build(DEPTH);
        checksum = checksum * 31 + count(t);
        destroy(t);
    }
    printf("trees: checksum %08x, %u malloc/free pairs\n", checksum, pairs);
    return 0;
}
