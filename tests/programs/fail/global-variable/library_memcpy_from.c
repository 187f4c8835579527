// The constant that is copied is shorter than the field.
//! levels: -O0 -O2
#include <string.h>

static const char magic[6] = "RIFFX";
static char header[16];

__attribute__((noinline)) static void put(char *to, const char *from, size_t size) {
    memcpy(to, from, size); //~ InvalidRead
}

int main(void) {
    volatile size_t size = 8;
    put(header, magic, size);
    return header[7] == 123;
}
