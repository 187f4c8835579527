// Two keys of 12 bytes are compared as if they had 16.
//! levels: -O0 -O2
#include <string.h>

__attribute__((noinline)) static int same(const void *a, const void *b, size_t size) {
    return memcmp(a, b, size) == 0; //~ InvalidRead
}

int main(void) {
    char one[12] = "abcdefghijk";
    char other[12] = "abcdefghijk";
    volatile size_t size = 16;
    volatile int equal = same(one, other, size);
    return equal < 0;
}
