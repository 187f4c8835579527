// Copying undefined bytes is fine. Deciding by the copy is not.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct point {
    int x, y, z;
};

int main(void) {
    struct point *p = malloc(sizeof *p);
    struct point *q = malloc(sizeof *q);
    p->x = 1;
    p->y = 2;
    memcpy(q, p, sizeof *q);
    if (q->x < q->y) {
        puts("x before y");
    }
    if (q->z < q->y) { //~ UninitCondition
        puts("z before y");
    }
    free(p);
    free(q);
    return 0;
}
