// alloca() of a text's length, without its terminator.
//! levels: -O0 -O2
#include <alloca.h>
#include <string.h>

__attribute__((noinline)) static int copy(const char *text) {
    char *volatile own = alloca(strlen(text));
    strcpy(own, text); //~ InvalidWrite
    return own[0];
}

int main(void) {
    return copy("a text of twenty-six chars") - 'a';
}
