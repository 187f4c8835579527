// getline calls realloc on the buffer it is given, so that must not be an array.
//! stdin: a line that does not fit
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    char small[4];
    char *line = small;
    size_t size = sizeof small;
    ssize_t n = getline(&line, &size, stdin); //~ InvalidFree
    (void)n;
    if (line != small) {
        free(line);
    }
    return 0;
}
