// An address far behind everything that the program has.
#include <stdint.h>
#include <stdlib.h>

int main(void) {
    uintptr_t address = 0x70000000;
    free((void *)address); //~ InvalidFree
    return 0;
}
