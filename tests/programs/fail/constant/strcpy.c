// A default text is overwritten by a shorter one.
//! levels: -O0 -O2
#include <string.h>

__attribute__((noinline)) static void set(char *to, const char *from) {
    strcpy(to, from); //~ InvalidWrite
}

int main(void) {
    char *volatile name = "(no name)";
    set(name, "Ada");
    return 0;
}
