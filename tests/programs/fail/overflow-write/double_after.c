// Floating-point stores are stores too: eight bytes.
#include <stdlib.h>

int main(void) {
    double *p = malloc(3 * sizeof *p);
    p[2] = 0.5;
    p[3] = 1.5; //~ InvalidWrite
    free(p);
    return 0;
}
