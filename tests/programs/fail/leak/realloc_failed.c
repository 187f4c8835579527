// `p = realloc(p, n)` when there is no memory.
//! options: --fail-alloc=2
//! exit: 1
#include <stdlib.h>

int main(void) {
    char *p = malloc(10); //~ Leak_DefinitelyLost 1 blocks
    p = realloc(p, 1000);
    if (p == NULL) {
        return 1;
    }
    free(p);
    return 0;
}
