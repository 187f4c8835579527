// A struct within a struct goes by value into another function, with a field that was never set.
#include <stdio.h>

struct corner {
    int x, y;
};
struct box {
    struct corner from, to;
    int colour;
};

static int is_empty(struct box b) {
    if (b.from.x == b.to.x) {
        return 1;
    }
    if (b.from.y == b.to.y) { //~ UninitCondition
        return 1;
    }
    return 0;
}

int main(void) {
    struct box b;
    b.from.x = 1;
    b.from.y = 1;
    b.to.x = 5;
    b.colour = 0;
    int empty = is_empty(b);
    (void)empty;
    return 0;
}
