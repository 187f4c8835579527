// fgets was told more than the block has.
//! stdin: a line that is longer than eight bytes
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    char *line = malloc(8);
    if (fgets(line, 80, stdin) == NULL) { //~ InvalidWrite
        return 1;
    }
    free(line);
    return 0;
}
