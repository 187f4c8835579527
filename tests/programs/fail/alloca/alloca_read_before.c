// What stands before the first token is looked at.
//! levels: -O0 -O2
#include <alloca.h>
#include <string.h>

__attribute__((noinline)) static int escaped(const volatile char *at) {
    return at[-1] == '\\'; //~ InvalidRead
}

__attribute__((noinline)) static int scan(const char *text) {
    size_t size = strlen(text) + 1;
    char *copy = alloca(size);
    memcpy(copy, text, size);
    return escaped(copy);
}

int main(void) {
    return scan("\"quoted\"") == 12345;
}
