// Appended to a literal: it is neither writable nor long enough.
//! levels: -O0 -O2
#include <string.h>

__attribute__((noinline)) static void append(char *to, const char *from) {
    strcat(to, from); //~ InvalidWrite
}

int main(void) {
    char *volatile file = "file";
    append(file, ".c");
    return 0;
}
