// A block that points to itself is not held by that.
#include <stdlib.h>

struct ring {
    struct ring *next;
};

int main(void) {
    struct ring *r = malloc(sizeof *r); //~ Leak_DefinitelyLost 1 blocks
    r->next = r;
    return 0;
}
