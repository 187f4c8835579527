// All bytes are set, and a few more: the size is that of another array.
//! levels: -O0 -O2
#include <string.h>

__attribute__((noinline)) static void clear(void *p, size_t size) {
    memset(p, 0, size); //~ InvalidWrite
}

int main(void) {
    int totals[5];
    int counts[8];
    clear(counts, sizeof counts);
    clear(totals, sizeof counts);
    return totals[0] + counts[0];
}
