// An array that its text fills to the last byte has no terminator.
//! levels: -O0 -O2
#include <string.h>

static char code[3] = "abc";

__attribute__((noinline)) static int length(const char *text) {
    return (int)strlen(text); //~ InvalidRead
}

int main(void) {
    return length(code) < 3;
}
