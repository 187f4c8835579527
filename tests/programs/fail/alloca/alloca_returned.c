// Memory from alloca() is gone with the function that called it.
//! levels: -O0 -O2
#include <alloca.h>

__attribute__((noinline)) static char *own(char *p) {
    p[0] = 'x';
    return p;
}

__attribute__((noinline)) static char *duplicate(int size) {
    return own(alloca(size));
}

int main(void) {
    volatile char *copy = duplicate(64);
    copy[1] = 'y'; //~ InvalidWrite
    return 0;
}
