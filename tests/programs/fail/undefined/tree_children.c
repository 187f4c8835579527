// A tree's leaves have children that were never set.
//! levels: -O0 -O2
#include <stdlib.h>

struct tree {
    int value;
    struct tree *left, *right;
};

__attribute__((noinline)) static struct tree *leaf(int value) {
    struct tree *t = malloc(sizeof *t);
    t->value = value;
    t->left = NULL;
    return t;
}

__attribute__((noinline)) static int sum(const struct tree *t) {
    int total = t->value;
    if (t->left != NULL) {
        total += sum(t->left);
    }
    if (t->right != NULL) { //~ UninitCondition
        total += sum(t->right);
    }
    return total;
}

int main(void) {
    struct tree *t = leaf(1);
    t->left = leaf(2);
    int total = sum(t);
    (void)total;
    free(t->left);
    free(t);
    return 0;
}
