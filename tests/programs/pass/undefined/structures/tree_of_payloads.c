// A search tree whose nodes have a payload that only some of them ever set; rotations copy nothing, removal copies all.
//! levels: -O0 -O2
//! stdout: 1 2* 3 5 6* 7 9 10* 12 13 14*
#include <stdio.h>
#include <stdlib.h>

struct item {
    short key;
    unsigned char marked;
    double payload[3];
};
struct node {
    struct item item;
    struct node *left, *right;
};

__attribute__((noinline)) static struct node **place(struct node **at, int key) {
    while (*at && (*at)->item.key != key) {
        at = key < (*at)->item.key ? &(*at)->left : &(*at)->right;
    }
    return at;
}

static void insert(struct node **root, int key) {
    struct node **at = place(root, key);
    if (*at) {
        return;
    }
    *at = malloc(sizeof **at);
    (*at)->item.key = (short)key;
    (*at)->item.marked = key % 4 == 2;
    if ((*at)->item.marked) {
        (*at)->item.payload[1] = key / 2.0;
    }
    (*at)->left = (*at)->right = NULL;
}

__attribute__((noinline)) static void remove_key(struct node **root, int key) {
    struct node **at = place(root, key);
    struct node *node = *at;
    if (node->left && node->right) {
        struct node **next = &node->right;
        while ((*next)->left) {
            next = &(*next)->left;
        }
        node->item = (*next)->item;
        at = next;
        node = *next;
    }
    *at = node->left ? node->left : node->right;
    free(node);
}

static void show_and_free(struct node *node, int *shown) {
    if (node) {
        show_and_free(node->left, shown);
        const struct item *i = &node->item;
        printf("%s%d%s", (*shown)++ ? " " : "", i->key, i->marked && i->payload[1] * 2 == i->key ? "*" : "");
        show_and_free(node->right, shown);
        free(node);
    }
}

int main(void) {
    struct node *root = NULL;
    for (int i = 0; i < 15; i++) {
        insert(&root, i * 11 % 15);
    }
    remove_key(&root, 0);
    remove_key(&root, 8);
    remove_key(&root, 11);
    remove_key(&root, 4);
    int shown = 0;
    show_and_free(root, &shown);
    printf("\n");
    return 0;
}
