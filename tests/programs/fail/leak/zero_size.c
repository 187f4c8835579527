// A block without bytes is a block, and has to be freed.
#include <stdlib.h>

int main(void) {
    char *p = malloc(0); //~ Leak_DefinitelyLost 1 blocks
    return p == (char *)1;
}
