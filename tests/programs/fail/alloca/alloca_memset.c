// The count is multiplied by the size of a pointer's target twice.
//! levels: -O0 -O2
#include <alloca.h>
#include <string.h>

__attribute__((noinline)) static int start(int count) {
    size_t size = count * sizeof(int);
    int *counts = alloca(size);
    memset(counts, 0, size * sizeof(int)); //~ InvalidWrite
    return counts[count - 1];
}

int main(void) {
    volatile int count = 3;
    return start(count);
}
