// A number that was never a pointer.
#include <stdint.h>
#include <stdlib.h>

int main(void) {
    uintptr_t handle = 12345;
    free((void *)handle); //~ InvalidFree
    return 0;
}
