// Global arrays of 1 to 40 bytes, each filled, read and compared to its last byte.
//! levels: -O0 -O2
//! stdout: 820
#include <stdio.h>
#include <string.h>

#define ARRAY(n) static char bytes_##n[n];
#define EACH(what) \
    what(1) what(2) what(3) what(4) what(5) what(6) what(7) what(8) what(9) what(10) \
    what(11) what(12) what(13) what(14) what(15) what(16) what(17) what(18) what(19) what(20) \
    what(21) what(22) what(23) what(24) what(25) what(26) what(27) what(28) what(29) what(30) \
    what(31) what(32) what(33) what(34) what(35) what(36) what(37) what(38) what(39) what(40)

EACH(ARRAY)

__attribute__((noinline)) static int use(char *bytes, int size) {
    char copy[40];
    memset(bytes, 1, size);
    memcpy(copy, bytes, size);
    int total = 0;
    for (int i = size - 1; i >= 0; i--) {
        total += bytes[i];
    }
    return memcmp(bytes, copy, size) == 0 ? total : -1000;
}

int main(void) {
    int total = 0;
#define USE(n) total += use(bytes_##n, n);
    EACH(USE)
    printf("%d\n", total);
    return 0;
}
