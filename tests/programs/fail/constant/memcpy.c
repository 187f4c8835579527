// A block is copied onto a literal.
//! levels: -O0 -O2
#include <string.h>

__attribute__((noinline)) static void copy(void *to, const void *from, size_t size) {
    memcpy(to, from, size); //~ InvalidWrite
}

int main(void) {
    char own[24] = "a text of some length";
    char *volatile target = "another text of this size";
    copy(target, own, sizeof own);
    return own[0] != 'a';
}
