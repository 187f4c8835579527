// snprintf() is told a limit that is not the array's.
//! levels: -O0 -O2
#include <stdio.h>

int main(void) {
    char text[16];
    char *volatile to = text;
    snprintf(to, 64, "%s-%d", "a long prefix", 1234); //~ InvalidWrite
    return text[0] != 'a';
}
