// A table of functions on the heap, read past its end before the call.
#include <stdlib.h>

static int one(void) {
    return 1;
}

int main(void) {
    int (**table)(void) = malloc(2 * sizeof *table);
    table[0] = one;
    table[1] = one;
    int (*f)(void) = table[2]; //~ InvalidRead
    (void)f;
    int x = table[1]();
    free(table);
    return x - 1;
}
