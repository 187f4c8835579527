// fgets() is told a larger size than that of the array.
//! levels: -O0 -O2
//! stdin: a line that is longer than the array
#include <stdio.h>

__attribute__((noinline)) static char *read_line(char *line, int size) {
    return fgets(line, size, stdin); //~ InvalidWrite
}

int main(void) {
    char line[20];
    return read_line(line, 100) == NULL;
}
