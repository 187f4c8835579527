// A function called through a pointer of another type. x86 does not notice; WebAssembly does.
//! exit: 134
#include <stdint.h>

static int twice(int x) {
    return 2 * x;
}

int main(void) {
    int64_t (*f)(int64_t) = (int64_t(*)(int64_t))(uintptr_t)twice;
    return (int)f(21); //~ Trap
}
