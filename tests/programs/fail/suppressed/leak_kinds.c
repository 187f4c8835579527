// Of the leaks of one function, some kinds are suppressed.
//! options: --show-leak-kinds=all --suppressions=tests/programs/fail/suppressed/leak_kinds.supp
#include <stdlib.h>

static char *reachable;
static char *interior;

static char *block(size_t size) {
    return malloc(size); //~ Leak_DefinitelyLost 1 blocks
}

int main(void) {
    reachable = block(10);
    interior = block(20) + 4;
    char *lost = block(40);
    lost = NULL;
    return lost != NULL;
}
