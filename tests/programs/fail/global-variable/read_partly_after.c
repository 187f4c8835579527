// Four bytes of which only the first one is the array's.
//! levels: -O0 -O2
#include <string.h>

static char text[9] = "abcdefgh";

__attribute__((noinline)) static unsigned word_at(int at) {
    unsigned word;
    memcpy(&word, text + at, sizeof word); //~ InvalidRead
    return word;
}

int main(void) {
    volatile int at = 8;
    return (word_at(at) & 255) != 0;
}
