// Aligned blocks, lost.
#include <stdlib.h>

int main(void) {
    char *p = aligned_alloc(64, 128); //~ Leak_DefinitelyLost 1 blocks
    p[0] = 'a';
    void *q;
    if (posix_memalign(&q, 32, 100) != 0) { //~ Leak_DefinitelyLost 1 blocks
        return 1;
    }
    q = NULL;
    return 0;
}
