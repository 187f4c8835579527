// Size and count are mixed up: twice 16 bytes are read into 16 bytes.
//! levels: -O0 -O2
//! stdin: sixty-four bytes or more are waiting to be read from the standard input
#include <stdio.h>

int main(void) {
    int numbers[4];
    if (fread(numbers, sizeof numbers, 2, stdin) != 2) { //~ SyscallParam InvalidWrite
        return 0;
    }
    return 0;
}
