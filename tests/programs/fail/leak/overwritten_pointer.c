// The only pointer to a block is overwritten with the next block's address.
#include <stdlib.h>

int main(void) {
    char *p = malloc(10); //~ Leak_DefinitelyLost
    p[0] = 'a';
    p = malloc(20);
    p[0] = 'b';
    free(p);
    return 0;
}
