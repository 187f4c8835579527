// A width that does not count the terminator.
//! levels: -O0 -O2
//! stdin: abcdefgh
//! options: --cflags=-Wno-fortify-source
#include <stdio.h>

static char word[8];

int main(void) {
    return scanf("%8s", word) - 1; //~ InvalidWrite
}
