// A binary search tree: insert, remove by pointer to pointer, walk in order, free.
//! stdout: 1 3 4 6 8 9
//! options: -O2
#include <stdio.h>
#include <stdlib.h>

struct tree {
    int key;
    struct tree *left, *right;
};

static void insert(struct tree **t, int key) {
    while (*t != NULL) {
        t = key < (*t)->key ? &(*t)->left : &(*t)->right;
    }
    *t = calloc(1, sizeof **t);
    (*t)->key = key;
}

static void drop(struct tree **t, int key) {
    while ((*t)->key != key) {
        t = key < (*t)->key ? &(*t)->left : &(*t)->right;
    }
    struct tree *gone = *t;
    if (gone->left == NULL) {
        *t = gone->right;
    } else {
        struct tree **largest = &gone->left;
        while ((*largest)->right != NULL) {
            largest = &(*largest)->right;
        }
        struct tree *heir = *largest;
        *largest = heir->left;
        heir->left = gone->left;
        heir->right = gone->right;
        *t = heir;
    }
    free(gone);
}

static void print_and_free(struct tree *t, const char *separator) {
    if (t == NULL) {
        return;
    }
    print_and_free(t->left, " ");
    printf("%d%s", t->key, t->right == NULL ? separator : " ");
    print_and_free(t->right, separator);
    free(t);
}

int main(void) {
    static const int keys[] = {5, 2, 8, 1, 4, 9, 6, 3};
    struct tree *root = NULL;
    for (int i = 0; i < 8; i++) {
        insert(&root, keys[i]);
    }
    drop(&root, 5);
    drop(&root, 2);
    print_and_free(root, "\n");
    return 0;
}
