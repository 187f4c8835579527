// An int of which the block holds two bytes. (Memcheck lets this one pass: --partial-loads-ok.)
#include <stdlib.h>

int main(void) {
    int *p = calloc(6, 1);
    int x = p[1]; //~ InvalidRead
    (void)x;
    free(p);
    return 0;
}
