// The same pointer freed twice.
#include <stdlib.h>

int main(void) {
    int *p = malloc(4 * sizeof *p);
    free(p);
    free(p); //~ InvalidFree
    return 0;
}
