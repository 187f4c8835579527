// A text without a terminator is printed.
//! levels: -O0 -O2
#include <stdio.h>

int main(void) {
    char *volatile shown;
    char letters[5] = {'h', 'e', 'l', 'l', 'o'};
    shown = letters;
    printf("%s\n", shown); //~ InvalidRead
    return 0;
}
