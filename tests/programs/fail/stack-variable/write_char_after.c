// The terminator of a text that fills its array has no room.
//! levels: -O0 -O2
__attribute__((noinline)) static void take_word(char *word, const char *from, int limit) {
    int i = 0;
    while (i < limit && from[i] != ' ') {
        word[i] = from[i];
        i++;
    }
    word[i] = '\0'; //~ InvalidWrite
}

int main(void) {
    char word[10];
    take_word(word, "incredible things", sizeof word);
    return word[0] != 'i';
}
