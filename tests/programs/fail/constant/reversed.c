// A text is reversed in place: two writes a step, the first swap is enough to know.
//! levels: -O0 -O2
#include <string.h>

__attribute__((noinline)) static void reverse(char *text) {
    char *last = text + strlen(text) - 1;
    while (text < last) {
        char kept = *text;
        *text++ = *last; //~ InvalidWrite
        *last-- = kept; //~ InvalidWrite
    }
}

int main(void) {
    char *volatile text = "stressed";
    reverse(text);
    return 0;
}
