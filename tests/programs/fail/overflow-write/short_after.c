// Two bytes written just after a block.
#include <stdlib.h>

int main(void) {
    short *p = malloc(3 * sizeof *p);
    p[2] = 2;
    p[3] = 3; //~ InvalidWrite
    free(p);
    return 0;
}
