// A trap deep in a call: what the frames still point to is reachable, not lost.
//! exit: 134
#include <stdlib.h>

static int divide(const int *values) {
    return values[0] / values[1]; //~ Trap
}

int main(void) {
    int *values = calloc(2, sizeof *values); //~ Leak_StillReachable
    int quotient = divide(values);
    free(values);
    return quotient;
}
