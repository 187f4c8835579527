// An int written after free.
#include <stdlib.h>

int main(void) {
    int *p = malloc(3 * sizeof *p);
    p[2] = 1;
    free(p);
    p[2] = 2; //~ InvalidWrite
    return 0;
}
