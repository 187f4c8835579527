// The gap that alignment leaves before a block is not the program's.
#include <stdlib.h>

int main(void) {
    char *p = aligned_alloc(256, 256);
    p[0] = 'a';
    p[-1] = 'b'; //~ InvalidWrite
    free(p);
    return 0;
}
