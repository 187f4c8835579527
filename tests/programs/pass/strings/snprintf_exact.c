// snprintf asked for the length first, then given exactly that much.
//! stdout: 3.14 and 0x2a
//! options: -O2
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    int length = snprintf(NULL, 0, "%.2f and %#x", 3.14159, 42);
    char *text = malloc(length + 1);
    snprintf(text, length + 1, "%.2f and %#x", 3.14159, 42);
    puts(text);
    free(text);
    return 0;
}
