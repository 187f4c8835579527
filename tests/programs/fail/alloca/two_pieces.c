// Two pieces from alloca() lie side by side; what is written before one and behind the other is
// told of the right one.
//! levels: -O0 -O2
#include <alloca.h>

__attribute__((noinline)) static void mark(volatile char *at) {
    *at = 'x'; //~ InvalidWrite
}

__attribute__((noinline)) static int pieces(int first, int second) {
    char *one = alloca(first);
    char *other = alloca(second);
    mark(one - 1);
    mark(one + first);
    mark(other - 1);
    mark(other + second);
    return 0;
}

int main(void) {
    volatile int first = 20;
    volatile int second = 33;
    return pieces(first, second);
}
