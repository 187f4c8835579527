// An address rounded up by hand has lost the pointer that malloc gave.
#include <stdint.h>
#include <stdlib.h>

int main(void) {
    char *block = malloc(100);
    uintptr_t aligned = ((uintptr_t)block + 8) / 16 * 16 + 16; // at least 8 bytes for a header
    free((void *)aligned);                                     //~ InvalidFree
    free(block);
    return 0;
}
