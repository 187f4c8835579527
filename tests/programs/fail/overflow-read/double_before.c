// A double read just before a block.
#include <stdlib.h>

int main(void) {
    double *p = calloc(3, sizeof *p);
    double x = p[-1] * 2; //~ InvalidRead
    (void)x;
    free(p);
    return 0;
}
