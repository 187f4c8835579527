// A struct of 16 bytes copied from just after a block.
#include <stdlib.h>

struct rectangle {
    int x, y, width, height;
};

int main(void) {
    struct rectangle *p = calloc(2, sizeof *p);
    struct rectangle r = p[2]; //~ InvalidRead
    (void)r;
    free(p);
    return 0;
}
