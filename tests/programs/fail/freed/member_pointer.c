// A pointer to a struct's member outlives the struct.
#include <stdlib.h>

struct point {
    int x, y;
};

int main(void) {
    struct point *p = calloc(1, sizeof *p);
    int *y = &p->y;
    free(p);
    *y = 1; //~ InvalidWrite
    return 0;
}
