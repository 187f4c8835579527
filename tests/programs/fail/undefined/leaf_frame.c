// A small leaf function has a frame without moving the stack pointer: it is as undefined as any.
#include <stdio.h>

static int is_set(void) {
    short flag;
    if (flag) { //~ UninitCondition
        return 1;
    }
    return 0;
}

int main(void) {
    int set = is_set();
    (void)set;
    return 0;
}
