// A flag is added to flags that were never cleared: it is known, the others are not.
#include <stdio.h>
#include <stdlib.h>

enum { Readable = 1, Writable = 2, Hidden = 4 };

int main(void) {
    unsigned *flags = malloc(sizeof *flags);
    *flags |= Readable;
    *flags &= ~(unsigned)Hidden;
    if ((*flags & Readable) && !(*flags & Hidden)) {
        puts("readable and not hidden");
    }
    if (*flags & Writable) { //~ UninitCondition
        puts("writable");
    }
    free(flags);
    return 0;
}
