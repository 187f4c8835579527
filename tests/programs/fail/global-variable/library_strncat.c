// strncat()'s limit is what may be appended, not the size of the array.
//! levels: -O0 -O2
#include <string.h>

static char path[16] = "/home/user";

__attribute__((noinline)) static void append(const char *name) {
    strncat(path, name, sizeof path); //~ InvalidWrite
}

int main(void) {
    append("/documents");
    return path[0] != '/';
}
