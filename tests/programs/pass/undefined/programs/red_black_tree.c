// A red-black tree with the colour in the lowest bit of a link, its nodes cut from slabs that are never cleared.
//! levels: -O0 -O2
//! stdout: 1000 keys in order, 5 slabs, no red below red, black height 7
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct node {
    int key;
    uintptr_t links[2]; /* the first one's lowest bit: red */
    double payload;
};
enum { Slab = 200 };
static struct node *slabs[10];
static int slab_count, used = Slab;

static struct node *child(const struct node *n, int side) {
    return (struct node *)(n->links[side] & ~(uintptr_t)1);
}

static int is_red(const struct node *n) {
    return n && n->links[0] & 1;
}

static void set_child(struct node *n, int side, struct node *to) {
    n->links[side] = (uintptr_t)to | (n->links[side] & 1);
}

static void set_red(struct node *n, int red) {
    n->links[0] = (n->links[0] & ~(uintptr_t)1) | (uintptr_t)red;
}

__attribute__((noinline)) static struct node *new_node(int key) {
    if (used == Slab) {
        slabs[slab_count++] = malloc(Slab * sizeof(struct node));
        used = 0;
    }
    struct node *n = &slabs[slab_count - 1][used++];
    n->key = key;
    n->links[0] = 1;
    n->links[1] = 0;
    if (key % 3 == 0) {
        n->payload = key / 3.0;
    }
    return n;
}

__attribute__((noinline)) static struct node *rotate(struct node *n, int side) {
    struct node *up = child(n, !side);
    set_child(n, !side, child(up, side));
    set_child(up, side, n);
    set_red(up, is_red(n));
    set_red(n, 1);
    return up;
}

__attribute__((noinline)) static struct node *insert(struct node *n, int key) {
    if (!n) {
        return new_node(key);
    }
    int side = key > n->key;
    set_child(n, side, insert(child(n, side), key));
    struct node *below = child(n, side);
    if (is_red(below) && (is_red(child(below, 0)) || is_red(child(below, 1)))) {
        if (is_red(child(n, !side))) {
            set_red(n, 1);
            set_red(child(n, 0), 0);
            set_red(child(n, 1), 0);
            return n;
        }
        if (is_red(child(below, !side))) {
            set_child(n, side, rotate(below, side));
        }
        return rotate(n, !side);
    }
    return n;
}

/* The black height, or -1 when something is wrong. */
__attribute__((noinline)) static int check(const struct node *n, int *last, int above_is_red) {
    if (!n) {
        return 0;
    }
    int left = check(child(n, 0), last, is_red(n));
    int in_order = n->key == *last + 1 && (n->key % 3 != 0 || n->payload * 3 == n->key);
    *last = n->key;
    int right = check(child(n, 1), last, is_red(n));
    return in_order && left == right && left >= 0 && !(above_is_red && is_red(n)) ? left + !is_red(n) : -1;
}

int main(void) {
    struct node *root = NULL;
    for (int i = 0; i < 1000; i++) {
        root = insert(root, i * 379 % 1000);
        set_red(root, 0);
    }
    int last = -1, height = check(root, &last, 0);
    if (height > 0) {
        printf("%d keys in order, %d slabs, no red below red, black height %d\n", last + 1, slab_count, height);
    }
    while (slab_count > 0) {
        free(slabs[--slab_count]);
    }
    return 0;
}
