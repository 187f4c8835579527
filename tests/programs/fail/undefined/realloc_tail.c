// realloc keeps what was there; what came on top is undefined.
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    int *p = calloc(4, sizeof *p);
    p = realloc(p, 6 * sizeof *p);
    if (p[3] != 0) {
        puts("never");
    }
    if (p[4] != 0) { //~ UninitCondition
        puts("not cleared");
    }
    free(p);
    return 0;
}
