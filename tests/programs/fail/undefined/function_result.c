// The result is undefined where the function came to no decision; the caller makes one of it.
#include <stdio.h>

static int sign_of(int x) {
    int sign;
    if (x > 0) {
        sign = 1;
    } else if (x < 0) {
        sign = -1;
    }
    return sign;
}

int main(int argc, char **argv) {
    (void)argv;
    if (sign_of(argc - 1) > 0) { //~ UninitCondition
        puts("positive");
    }
    return 0;
}
