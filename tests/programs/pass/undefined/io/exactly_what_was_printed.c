// snprintf into a fresh buffer, then write() of exactly the bytes that it made, and of none behind them.
//! levels: -O0 -O2
//! stdout: 7 plus 35 is 42
//! stdout: 3.50 [   left][right   ]
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

__attribute__((noinline)) static int put(const char *bytes, int count) {
    return write(1, bytes, (size_t)count) == count ? 0 : 1;
}

int main(void) {
    char *buffer = malloc(4000);
    char local[300];
    int length = snprintf(buffer, 4000, "%d plus %d is %d\n", 7, 35, 7 + 35);
    int wrong = put(buffer, length);
    length = snprintf(local, sizeof local, "%.2f [%7s][%-8s]\n", 3.5, "left", "right");
    wrong += put(local, length);
    free(buffer);
    return wrong;
}
