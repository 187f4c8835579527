// One allocating function called from two places: two records, told apart by their stacks.
#include <stdlib.h>

static char *make(size_t n) {
    return calloc(n, 1); //~ Leak_DefinitelyLost
}

static void first(void) {
    make(10);
}

static void second(void) {
    make(20);
}

int main(void) {
    first();
    second();
    return 0;
}
