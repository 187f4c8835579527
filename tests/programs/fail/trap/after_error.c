// An invalid write, and then the end by a trap: both are reported.
//! exit: 134
#include <stdlib.h>

int main(void) {
    int *p = calloc(4, sizeof *p);
    p[4] = 1; //~ InvalidWrite
    int zero = p[0];
    free(p);
    return 100 / zero; //~ Trap
}
