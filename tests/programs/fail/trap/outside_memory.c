// An address where there is no memory at all: the access cannot be carried out.
//! exit: 134
#include <stdint.h>

int main(void) {
    uintptr_t address = 0xfffffff0u;
    int *p = (int *)address;
    *p = 1; //~ InvalidWrite
    return 0;
}
