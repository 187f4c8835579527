// At -O2 a parameter of a caller is the only pointer left.
//! options: -O2
//! exit: 4
#include <stdlib.h>

__attribute__((noinline)) static int step(int n) {
    if (n > 2) {
        exit(4);
    }
    return n + 1;
}

__attribute__((noinline)) static void run(int *counter) {
    for (int i = 0; i < 10; i++) {
        *counter = step(*counter);
    }
    free(counter);
}

int main(void) {
    run(calloc(1, sizeof(int))); //~ Leak_StillReachable
    return 0;
}
