// Behind a literal's terminator: not inside of it, so what is wrong is the index.
//! levels: -O0 -O2
int main(void) {
    char *volatile text = "abc";
    text[4] = '!'; //~ InvalidWrite
    return 0;
}
