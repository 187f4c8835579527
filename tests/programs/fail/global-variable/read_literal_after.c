// A character behind the terminator of a string literal.
//! levels: -O0 -O2
__attribute__((noinline)) static char at(const char *text, int i) {
    return text[i]; //~ InvalidRead
}

int main(void) {
    volatile int i = 4;
    return at("yes", i) == 'x';
}
