// A tree whose root is forgotten.
#include <stdlib.h>

struct tree {
    struct tree *left, *right;
};

static struct tree *grow(int depth) {
    struct tree *t = calloc(1, sizeof *t); //~ Leak_IndirectlyLost
    if (depth > 0) {
        t->left = grow(depth - 1);
        t->right = grow(depth - 1);
    }
    return t;
}

int main(void) {
    struct tree *root = calloc(1, sizeof *root); //~ Leak_DefinitelyLost 1 blocks
    root->left = grow(3);
    return 0;
}
