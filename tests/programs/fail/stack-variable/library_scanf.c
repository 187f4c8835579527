// `%s` without a width: the word decides how much is written.
//! levels: -O0 -O2
//! stdin: extraordinarily 7
#include <stdio.h>

int main(void) {
    char word[8];
    int number;
    if (scanf("%s %d", word, &number) != 2) { //~ InvalidWrite
        return 1;
    }
    return number - 7;
}
