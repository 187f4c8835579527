// A buffer is cleared after the function that it belonged to.
//! levels: -O0 -O2
#include <string.h>

static void *buffer;

__attribute__((noinline)) static void keep(void *p) {
    buffer = p;
}

__attribute__((noinline)) static void begin(void) {
    char room[48] = "secret";
    keep(room);
}

int main(void) {
    begin();
    memset(buffer, 0, 48); //~ InvalidWrite
    return 0;
}
