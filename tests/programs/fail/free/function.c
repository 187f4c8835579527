// A function is not from malloc either.
#include <stdint.h>
#include <stdlib.h>

int main(void) {
    int (*f)(void) = main;
    free((void *)(uintptr_t)f); //~ InvalidFree
    return 0;
}
