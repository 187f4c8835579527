// At exit() a local variable points into the middle of a block, and nothing to its start.
//! exit: 1
#include <stdlib.h>

int main(void) {
    char *p = calloc(10, 1); //~ Leak_PossiblyLost
    p += 5;
    exit(p[0] + 1);
}
