// After realloc the old pointer is dead, wherever the block went.
#include <stdlib.h>

int main(void) {
    int *p = calloc(4, sizeof *p);
    int *q = realloc(p, 4000 * sizeof *q);
    int x = p[0]; //~ InvalidRead
    (void)x;
    free(q);
    return 0;
}
