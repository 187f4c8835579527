// abort() with one block that was lost and one that is still held.
//! exit: 134
#include <stdlib.h>

int main(void) {
    char *p = calloc(10, 1); //~ Leak_DefinitelyLost
    p = calloc(20, 1);       //~ Leak_StillReachable
    if (p[0] == 0) {
        abort();
    }
    free(p);
    return 0;
}
