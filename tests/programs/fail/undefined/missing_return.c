// A way through the function has no return. (Natively the result is what happens to be in a register,
// and that was defined: Valgrind finds nothing.)
#include <stdio.h>

static int percent(int part, int all) {
    if (all > 0) {
        return part * 100 / all;
    }
}

int main(int argc, char **argv) {
    (void)argv;
    if (percent(5, argc - 1) > 50) { //~ UninitCondition
        puts("more than half");
    }
    return 0;
}
