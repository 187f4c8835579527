// One block, never freed.
#include <stdlib.h>

int main(void) {
    int *p = malloc(5 * sizeof *p); //~ Leak_DefinitelyLost 1 blocks
    p[0] = 1;
    return 0;
}
