// A pointer to just behind a block does not hold it.
#include <stdlib.h>

static char *end;

int main(void) {
    char *p = calloc(32, 1); //~ Leak_DefinitelyLost
    end = p + 32;
    return 0;
}
