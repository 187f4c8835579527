// An address rounded up by hand has lost the pointer that malloc gave.
#include <stdint.h>
#include <stdlib.h>

int main(void) {
    char *block = malloc(64 + 63);
    uintptr_t aligned = ((uintptr_t)block + 63) / 64 * 64;
    if (aligned == (uintptr_t)block) {
        aligned += 64;
    }
    free((void *)aligned); //~ InvalidFree
    free(block);
    return 0;
}
