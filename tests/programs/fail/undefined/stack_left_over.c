// What an earlier call left on the stack is not a value of the next one's variables, even where it fits.
#include <stdio.h>

static int remember(void) {
    int seven = 7;
    return seven;
}

static int recall(void) {
    int seven;
    if (seven == 7) { //~ UninitCondition
        return 1;
    }
    return 0;
}

int main(void) {
    int sum = remember();
    sum += recall();
    (void)sum;
    return 0;
}
