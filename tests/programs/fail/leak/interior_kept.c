// Only a pointer into the middle is kept: perhaps on purpose, so only possibly lost.
#include <stdlib.h>

static char *body;

int main(void) {
    char *message = calloc(64, 1); //~ Leak_PossiblyLost
    body = message + 8;
    return 0;
}
