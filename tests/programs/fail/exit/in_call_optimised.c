// At -O2 the pointers are nowhere in memory, only in WebAssembly locals.
//! options: -O2
//! exit: 3
#include <stdio.h>
#include <stdlib.h>

__attribute__((noinline)) static void check(int value) {
    if (value == 0) {
        exit(3);
    }
    printf("%d\n", value);
}

__attribute__((noinline)) static int first(int *values) {
    return values[0];
}

int main(void) {
    int *values = calloc(4, sizeof *values); //~ Leak_StillReachable
    check(first(values));
    values[1] = first(values);
    check(values[1]);
    free(values);
    return 0;
}
