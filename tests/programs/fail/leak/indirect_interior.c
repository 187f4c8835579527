// A lost block that points into the middle of another: that one counts as lost with it.
#include <stdlib.h>

struct cursor {
    char *at;
};

int main(void) {
    struct cursor *c = malloc(sizeof *c); //~ Leak_DefinitelyLost
    char *text = calloc(32, 1);           //~ Leak_IndirectlyLost
    c->at = text + 10;
    return 0;
}
