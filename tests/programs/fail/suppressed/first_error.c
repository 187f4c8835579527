// A suppressed error is not the first one.
//! options: --exit-on-first-error --suppressions=tests/programs/fail/suppressed/first_error.supp
//! exit: 134
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    int *p = malloc(4 * sizeof *p); //~ Leak_StillReachable 1 blocks
    p[0] = 1;
    int sum = p[4];
    sum += p[5]; //~ InvalidRead
    p[4] = sum;
    free(p);
    return 0;
}
