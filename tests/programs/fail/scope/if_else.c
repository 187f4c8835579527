// A default text is made in one branch and used behind both.
//! levels: -O0 -O2
#include <stdio.h>

__attribute__((noinline)) static void greet(const char *name) {
    const char *shown = name;
    if (name == NULL) {
        char number[16];
        snprintf(number, sizeof number, "guest %d", 7);
        shown = number;
    }
    printf("Hello %s!\n", shown); //~ InvalidRead
}

int main(void) {
    greet(NULL);
    return 0;
}
