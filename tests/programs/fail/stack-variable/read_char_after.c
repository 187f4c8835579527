// The loop goes one character too far: `<=` in place of `<`.
//! levels: -O0 -O2
int main(void) {
    volatile char word[5];
    for (int i = 0; i < 5; i++) {
        word[i] = 'x';
    }
    volatile int last = 5;
    int found = 0;
    for (int i = 0; i <= last; i++) {
        found += word[i] == 'y'; //~ InvalidRead
    }
    return found;
}
