// A struct of 16 bytes assigned just after a block.
#include <stdlib.h>

struct rectangle {
    int x, y, width, height;
};

int main(void) {
    struct rectangle unit = {0, 0, 1, 1};
    struct rectangle *p = malloc(2 * sizeof *p);
    p[0] = unit;
    p[1] = unit;
    p[2] = unit; //~ InvalidWrite
    free(p);
    return 0;
}
