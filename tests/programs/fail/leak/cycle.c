// Two blocks that point to each other and are pointed to by nobody else: one of them counts as
// the owner.
#include <stdlib.h>

struct partner {
    struct partner *other;
};

int main(void) {
    struct partner *pair[2];
    for (int i = 0; i < 2; i++) {
        pair[i] = malloc(sizeof *pair[i]); //~ Leak_DefinitelyLost Leak_IndirectlyLost
    }
    pair[0]->other = pair[1];
    pair[1]->other = pair[0];
    return 0;
}
