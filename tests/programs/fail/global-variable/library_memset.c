// An array of shorts is cleared as if it were one of ints.
//! levels: -O0 -O2
#include <string.h>

enum { Count = 25 };
static short values[Count];

int main(void) {
    volatile size_t size = Count * sizeof(int);
    memset(values, 0, size); //~ InvalidWrite
    return values[0];
}
