// The limit is that of an array which has become smaller.
//! levels: -O0 -O2
//! stdin: twenty-five characters and
#include <stdio.h>

enum { LineSize = 32 };
static char line[24];

int main(void) {
    volatile int size = LineSize;
    return fgets(line, size, stdin) == NULL; //~ InvalidWrite
}
