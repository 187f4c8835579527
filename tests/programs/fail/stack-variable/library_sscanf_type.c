// `%ld` writes four bytes and `%lld` eight, and this variable has four.
//! levels: -O0 -O2
//! options: --cflags=-Wno-format
#include <stdio.h>

__attribute__((noinline)) static int read_number(const char *text, void *into) {
    return sscanf(text, "%lld", into); //~ InvalidWrite
}

int main(void) {
    int number = 0;
    return read_number("12", &number) - 1;
}
