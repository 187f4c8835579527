// Letters are changed in place, in a text that is a literal.
//! levels: -O0 -O2
#include <ctype.h>

__attribute__((noinline)) static void upper(char *text) {
    for (; *text != '\0'; text++) {
        *text = (char)toupper(*text); //~ InvalidWrite
    }
}

int main(void) {
    char own[] = "mine";
    upper(own);
    upper("literal");
    return own[0] != 'M';
}
