// A short text is copied with the length of the longest one.
//! levels: -O0 -O2
#include <string.h>

enum { Longest = 24 };

__attribute__((noinline)) static void copy(char *to, const char *from) {
    memcpy(to, from, Longest); //~ InvalidRead
}

int main(void) {
    char text[14] = "a short text.";
    char copied[Longest];
    copy(copied, text);
    return copied[0] != 'a';
}
