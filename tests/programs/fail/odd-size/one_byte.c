// A single byte, and a short read from it.
#include <stdlib.h>

int main(void) {
    char *p = calloc(1, 1);
    short s = *(short *)p; //~ InvalidRead
    (void)s;
    free(p);
    return 0;
}
