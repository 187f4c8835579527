// A block that realloc made is lost where realloc was called.
#include <stdlib.h>

int main(void) {
    char *p = malloc(10);
    p = realloc(p, 1000); //~ Leak_DefinitelyLost 1 blocks
    p[999] = 'a';
    return 0;
}
