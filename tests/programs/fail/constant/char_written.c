// A pointer to a string literal is not a pointer to an array.
//! levels: -O0 -O2
int main(void) {
    char *volatile text = "hello";
    text[0] = 'H'; //~ InvalidWrite
    return 0;
}
