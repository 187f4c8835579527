// stdout with a buffer of our own, which lives until the end.
//! stdout: 0123456789
#include <stdio.h>

static char buffer[64];

int main(void) {
    setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
    for (int i = 0; i < 10; i++) {
        printf("%d", i);
    }
    putchar('\n');
    return fflush(stdout);
}
