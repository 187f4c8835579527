// Nodes of a B-tree: arrays that are half full, split and shifted as a whole with their unset tails.
//! levels: -O0 -O2
//! stdout: 100 keys in order, 4 levels, 37 nodes
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { Most = 4 };
struct node {
    unsigned char leaf, count;
    int keys[Most + 1];
    struct node *children[Most + 2];
};

static int nodes;

static struct node *new_node(int leaf) {
    struct node *node = malloc(sizeof *node);
    node->leaf = (unsigned char)leaf;
    node->count = 0;
    nodes++;
    return node;
}

/* Cuts a full node in two: the middle key goes up, the right half into a node that begins as a copy of all. */
__attribute__((noinline)) static struct node *split(struct node *node, int *up) {
    struct node *right = new_node(node->leaf);
    *right = *node;
    int half = node->count / 2;
    *up = node->keys[half];
    node->count = (unsigned char)half;
    right->count = (unsigned char)(right->count - half - 1);
    memmove(right->keys, right->keys + half + 1, sizeof right->keys - (size_t)(half + 1) * sizeof(int));
    memmove(right->children, right->children + half + 1,
            sizeof right->children - (size_t)(half + 1) * sizeof(struct node *));
    return right;
}

__attribute__((noinline)) static struct node *insert(struct node *node, int key, int *up) {
    int at = 0;
    while (at < node->count && node->keys[at] < key) {
        at++;
    }
    struct node *child = NULL;
    if (!node->leaf) {
        child = insert(node->children[at], key, &key);
        if (!child) {
            return NULL;
        }
    }
    memmove(node->keys + at + 1, node->keys + at, (size_t)(Most - at) * sizeof(int));
    memmove(node->children + at + 2, node->children + at + 1, (size_t)(Most - at) * sizeof(struct node *));
    node->keys[at] = key;
    node->children[at + 1] = child;
    return ++node->count > Most ? split(node, up) : NULL;
}

static int walk(struct node *node, int *last) {
    int levels = 1;
    for (int i = 0; i <= node->count; i++) {
        if (!node->leaf) {
            levels = 1 + walk(node->children[i], last);
        }
        if (i < node->count) {
            *last = node->keys[i] == *last + 1 ? node->keys[i] : -1000;
        }
    }
    free(node);
    return levels;
}

int main(void) {
    struct node *root = new_node(1);
    for (int i = 0; i < 100; i++) {
        int up;
        struct node *right = insert(root, i * 37 % 100, &up);
        if (right) {
            struct node *above = new_node(0);
            above->count = 1;
            above->keys[0] = up;
            above->children[0] = root;
            above->children[1] = right;
            root = above;
        }
    }
    int last = -1, levels = walk(root, &last);
    printf("%d keys in order, %d levels, %d nodes\n", last + 1, levels, nodes);
    return 0;
}
