// A number of four bytes is read at the end of a text, where only two bytes are left.
//! levels: -O0 -O2
#include <string.h>

__attribute__((noinline)) static unsigned number_at(const char *bytes) {
    unsigned number;
    memcpy(&number, bytes, sizeof number); //~ InvalidRead
    return number;
}

int main(void) {
    char message[10] = "id=12";
    return number_at(message + 8) == 12345;
}
