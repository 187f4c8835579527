// Comparing decides nothing yet; the `if` that looks at the answer does.
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    int *p = malloc(2 * sizeof *p);
    p[0] = 3;
    int sorted = p[0] <= p[1];
    int answers = sorted << 3;
    if (answers & 4) {
        puts("never");
    }
    if (answers & 8) { //~ UninitCondition
        puts("sorted");
    }
    free(p);
    return 0;
}
