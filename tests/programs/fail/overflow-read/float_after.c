// A float read just after a block.
#include <stdlib.h>

int main(void) {
    float *p = calloc(3, sizeof *p);
    float x = p[3] * 2; //~ InvalidRead
    (void)x;
    free(p);
    return 0;
}
