// A number that is no function.
//! exit: 134
#include <stdint.h>

int main(void) {
    uintptr_t number = 99999;
    void (*f)(void) = (void (*)(void))number;
    f(); //~ Trap
    return 0;
}
