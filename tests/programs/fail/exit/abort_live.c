// abort() with a live block.
//! exit: 134
#include <stdlib.h>

int main(void) {
    char *p = calloc(10, 1); //~ Leak_StillReachable
    if (p[0] == 0) {
        abort(); //~ Trap
    }
    free(p);
    return 0;
}
