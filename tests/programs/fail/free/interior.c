// A pointer that was moved while it was used is not the one to free.
#include <stdlib.h>

int main(void) {
    char *p = malloc(4); //~ Leak_DefinitelyLost
    for (int i = 0; i < 4; i++) {
        *p++ = 'a';
    }
    p--;
    free(p); //~ InvalidFree
    p = NULL;
    return 0;
}
