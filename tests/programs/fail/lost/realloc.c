// realloc fails, and its result overwrites the pointer to the old block, which is still there.
//! options: --fail-alloc=3
#include <stdlib.h>

int main(void) {
    char *text = malloc(10);
    text = realloc(text, 20); //~ Leak_DefinitelyLost
    text = realloc(text, 30); //@ lost 2
    return text != NULL;
}
