// The table may be changed, what its pointers point to may not.
//! levels: -O0 -O2
static char *words[3] = {"first", "second", "third"};

__attribute__((noinline)) static void capitalise(char **texts, int count) {
    for (int i = 0; i < count; i++) {
        texts[i][0] = 'X'; //~ InvalidWrite
    }
}

int main(void) {
    words[0] = "other";
    capitalise(words, 3);
    return 0;
}
