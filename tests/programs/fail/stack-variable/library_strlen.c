// strncpy() writes no terminator when the text does not fit.
//! levels: -O0 -O2
#include <string.h>

__attribute__((noinline)) static int length(const char *text) {
    return (int)strlen(text); //~ InvalidRead
}

int main(void) {
    char code[4];
    strncpy(code, "ABCDEF", sizeof code);
    return length(code) < 4;
}
