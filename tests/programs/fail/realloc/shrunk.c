// A block that was made smaller: its former end is outside now.
#include <stdlib.h>

int main(void) {
    int *p = calloc(10, sizeof *p);
    p = realloc(p, 4 * sizeof *p);
    p[3] = 3;
    p[4] = 4; //~ InvalidWrite
    free(p);
    return 0;
}
