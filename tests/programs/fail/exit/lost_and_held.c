// One block was lost before exit(), the other is still held.
//! exit: 1
#include <stdlib.h>

static void fail(void) {
    exit(1);
}

int main(void) {
    char *p = calloc(10, 1); //~ Leak_DefinitelyLost
    p = calloc(20, 1);       //~ Leak_StillReachable
    fail();
    free(p);
    return 0;
}
