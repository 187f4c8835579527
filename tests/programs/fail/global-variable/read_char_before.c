// The class of a character above 127, whose code is negative: the compiler's constant is the table's address, and the sum is outside of memory.
//! exit: 134
#include <stdio.h>
#include <string.h>

static const unsigned char classes[128] = {['a'] = 1, ['b'] = 1, ['0'] = 2, ['1'] = 2};

static int class_of(const char *text, int at) {
    signed char c = text[at];
    return classes[c]; //~ InvalidRead
}

int main(int argc, char **argv) {
    char text[8];
    int sum = 0;
    strcpy(text, "ab0\xe9");
    for (int i = 0; i < argc + 3; i++) sum += class_of(text, i);
    printf("%d\n", sum);
    return 0;
}
