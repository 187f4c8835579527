// getline allocates the line when it is given a null pointer.
//! stdin: one line
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    char *line = NULL;
    size_t size = 0;
    ssize_t n = getline(&line, &size, stdin); //~ Leak_DefinitelyLost 1 blocks
    return n < 1;
}
