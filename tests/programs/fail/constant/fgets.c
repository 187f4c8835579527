// Input is read into a literal.
//! levels: -O0 -O2
//! stdin: yes
#include <stdio.h>

int main(void) {
    char *volatile answer = "................";
    return fgets(answer, 16, stdin) == NULL; //~ InvalidWrite
}
