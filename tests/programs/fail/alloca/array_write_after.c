// Bytes for a text, and none for its terminator.
//! levels: -O0 -O2
__attribute__((noinline)) static int shout(const char *text, int length) {
    char copy[length];
    for (int i = 0; i < length; i++) {
        copy[i] = text[i];
    }
    volatile char *end = copy + length;
    *end = '\0'; //~ InvalidWrite
    return copy[0];
}

int main(void) {
    volatile int length = 5;
    return shout("hello", length) != 'h';
}
