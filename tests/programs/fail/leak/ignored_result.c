// The result of an allocating function is not kept at all.
#include <stdlib.h>
#include <string.h>

static char *shout(const char *text) {
    char *copy = strdup(text); //~ Leak_DefinitelyLost
    copy[0] = 'X';
    return copy;
}

int main(void) {
    shout("redzone");
    return 0;
}
