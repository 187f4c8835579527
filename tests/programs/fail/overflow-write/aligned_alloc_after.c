// An aligned block has a redzone too.
#include <stdlib.h>

int main(void) {
    char *p = aligned_alloc(64, 64);
    p[63] = 'a';
    p[64] = 'b'; //~ InvalidWrite
    free(p);
    return 0;
}
