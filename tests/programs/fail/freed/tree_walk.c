// A tree freed from the root down: the children are read from the freed parent.
#include <stdlib.h>

struct tree {
    struct tree *left, *right;
};

static struct tree *grow(int depth) {
    if (depth == 0) {
        return NULL;
    }
    struct tree *t = malloc(sizeof *t);
    t->left = grow(depth - 1);
    t->right = grow(depth - 1);
    return t;
}

static void fell(struct tree *t) {
    if (t == NULL) {
        return;
    }
    free(t);
    fell(t->left);  //~ InvalidRead
    fell(t->right); //~ InvalidRead
}

int main(void) {
    fell(grow(3));
    return 0;
}
