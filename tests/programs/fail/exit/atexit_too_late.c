// A handler of atexit allocates, and nobody comes after it to free.
#include <stdlib.h>

static void handler(void) {
    char *p = malloc(30); //~ Leak_DefinitelyLost
    p[0] = 'a';
}

int main(void) {
    return atexit(handler);
}
