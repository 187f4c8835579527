// The name has eleven characters and a terminator, the array ten bytes.
//! levels: -O0 -O2
#include <string.h>

__attribute__((noinline)) static void copy_name(char *to, const char *name) {
    strcpy(to, name); //~ InvalidWrite
}

int main(void) {
    char name[10];
    copy_name(name, "Constantine");
    return name[0] != 'C';
}
