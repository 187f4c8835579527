// A long double is 16 bytes.
#include <stdlib.h>

int main(void) {
    long double *p = malloc(sizeof *p);
    p[0] = 1.0L;
    p[1] = 2.0L; //~ InvalidWrite
    free(p);
    return 0;
}
