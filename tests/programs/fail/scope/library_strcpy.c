// A buffer that is out of scope is where a text is copied to.
#include <string.h>

__attribute__((noinline)) static char *pick(char *a, char *b, int second) {
    return second ? b : a;
}

int main(void) {
    char *target;
    char outer[16];
    {
        char inner[16];
        target = pick(outer, inner, 1);
    }
    strcpy(target, "too late"); //~ InvalidWrite
    return 0;
}
