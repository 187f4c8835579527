// An array is shifted by one, its undefined last element with it.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
    int *p = malloc(4 * sizeof *p);
    p[0] = 1;
    p[1] = 2;
    p[2] = 3;
    memmove(p, p + 1, 3 * sizeof *p);
    if (p[1] == 3) {
        puts("moved");
    }
    if (p[2] == 4) { //~ UninitCondition
        puts("as expected");
    }
    free(p);
    return 0;
}
