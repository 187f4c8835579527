// Local arrays of a kilobyte to a megabyte, first to last byte; and another function's frame where
// they have been.
//! levels: -O0 -O2
//! stdout: 3 3 3 0
#include <stdio.h>
#include <string.h>

__attribute__((noinline)) static int kilobyte(void) {
    volatile char block[1024];
    block[0] = 1;
    block[1023] = 2;
    return block[0] + block[1023];
}

__attribute__((noinline)) static int odd(void) {
    volatile char block[65537];
    block[0] = 1;
    block[65536] = 2;
    return block[0] + block[65536];
}

__attribute__((noinline)) static int megabyte(void) {
    char block[1 << 20];
    memset(block, 3, sizeof block);
    char *volatile p = block;
    return p[(1 << 20) - 1];
}

__attribute__((noinline)) static int zeroed(void) {
    int cells[500][500] = {{0}};
    int *volatile p = &cells[0][0];
    return p[0] + p[499] + p[500 * 500 - 1];
}

int main(void) {
    printf("%d %d %d %d\n", kilobyte(), odd(), megabyte(), zeroed());
    return 0;
}
