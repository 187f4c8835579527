// Floating-point stores are stores too: four bytes.
#include <stdlib.h>

int main(void) {
    float *p = malloc(7 * sizeof *p);
    p[6] = 0.5f;
    p[7] = 1.5f; //~ InvalidWrite
    free(p);
    return 0;
}
