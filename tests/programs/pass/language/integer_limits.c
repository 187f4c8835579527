// Arithmetic at its limits that is not a trap: INT_MIN % 1, unsigned wrap, shifts, saturating casts.
//! options: -O2
#include <limits.h>
#include <stdint.h>

int main(void) {
    volatile int smallest = INT_MIN;
    volatile unsigned zero = 0;
    volatile int64_t big = INT64_MAX;
    volatile double large = 4e9;
    int ok = smallest % 1 == 0 && smallest / 2 == -1073741824;
    ok = ok && zero - 1 == UINT_MAX && (uint64_t)big + 1 == 1ull << 63;
    ok = ok && (unsigned)large == 4000000000u && (int64_t)large == 4000000000;
    return ok ? 0 : 1;
}
