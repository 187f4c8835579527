// Aligned, and as undefined as any other block.
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    double *p = aligned_alloc(64, 8 * sizeof *p);
    p[0] = 1;
    if (p[0] > 0) {
        puts("set");
    }
    if (p[1] > 0) { //~ UninitCondition
        puts("not set");
    }
    free(p);
    return 0;
}
