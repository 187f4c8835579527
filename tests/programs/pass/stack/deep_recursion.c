// A recursion of 100,000 calls fits.
//! stdout: 100000
#include <stdio.h>

static int depth(int n) {
    int below = n == 0 ? 0 : 1 + depth(n - 1);
    return below;
}

int main(void) {
    printf("%d\n", depth(100000));
    return 0;
}
