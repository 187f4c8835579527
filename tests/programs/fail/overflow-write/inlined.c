// At -O2 the callee is inlined; the report still names it and its line.
//! options: -O2
#include <stdlib.h>

static inline void store(volatile int *cell, int value) {
    *cell = value; //~ InvalidWrite
}

int main(void) {
    volatile int *p = malloc(4 * sizeof *p);
    for (int i = 0; i < 5; i++) {
        store(p + i, i);
    }
    free((void *)p);
    return 0;
}
