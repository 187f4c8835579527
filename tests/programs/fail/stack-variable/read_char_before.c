// The line feed at the end of an empty line is looked for before its first character.
//! levels: -O0 -O2
#include <string.h>

__attribute__((noinline)) static void chomp(char *line) {
    size_t length = strlen(line);
    if (line[length - 1] == '\n') { //~ InvalidRead
        line[length - 1] = '\0';
    }
}

int main(void) {
    char line[80] = "";
    chomp(line);
    return line[0];
}
