// Bytes were meant to be numbers: alloca() wants a size.
//! levels: -O0 -O2
#include <alloca.h>

__attribute__((noinline)) static long long sum(int count) {
    volatile long long *numbers = alloca(count + 4);
    for (volatile int i = 0; i < 2; i++) {
        numbers[i] = i; //~ InvalidWrite
    }
    return numbers[0];
}

int main(void) {
    volatile int count = 4;
    return (int)sum(count);
}
