// An undefined parameter goes down through a recursion and decides at its bottom.
#include <stdio.h>

static int descend(int depth, int limit) {
    if (depth == 5) {
        if (limit > depth) { //~ UninitCondition
            return 1;
        }
        return 0;
    }
    return descend(depth + 1, limit);
}

int main(void) {
    int limit;
    int deeper = descend(0, limit);
    (void)deeper;
    return 0;
}
