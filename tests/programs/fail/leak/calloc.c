// calloc's blocks leak too; one of 12 elements of 8 bytes has 96 bytes.
#include <stdlib.h>

int main(void) {
    double *p = calloc(12, sizeof *p); //~ Leak_DefinitelyLost
    p[0] = 1.0;
    return 0;
}
