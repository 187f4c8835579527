// A pointer that is stored in disguise is not found.
#include <stdint.h>
#include <stdlib.h>

static uintptr_t hidden;

int main(void) {
    char *p = calloc(16, 1); //~ Leak_DefinitelyLost
    hidden = (uintptr_t)p ^ 0x5a5a5a5au;
    p = NULL;
    return 0;
}
