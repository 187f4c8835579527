// The global buffer is as long as the text, without its terminator.
//! levels: -O0 -O2
#include <string.h>

static char title[11];

int main(void) {
    const char *volatile text = "Hello world";
    strcpy(title, text); //~ InvalidWrite
    return title[0] != 'H';
}
