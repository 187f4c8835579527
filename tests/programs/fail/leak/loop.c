// The same line leaks again and again: one record, 250 blocks.
#include <stdlib.h>

static void work(void) {
    char *p = malloc(40); //~ Leak_DefinitelyLost 250 blocks
    p[0] = 'a';
}

int main(void) {
    for (int i = 0; i < 250; i++) {
        work();
    }
    return 0;
}
