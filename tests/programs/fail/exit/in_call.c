// exit() two calls down: the local variables of the callers still hold their blocks.
//! exit: 3
#include <stdlib.h>

static void stop(void) {
    exit(3);
}

static void work(void) {
    char *buffer = calloc(100, 1); //~ Leak_StillReachable
    stop();
    free(buffer);
}

int main(void) {
    char *name = calloc(10, 1); //~ Leak_StillReachable
    work();
    free(name);
    return 0;
}
