// An alphabet has 26 letters, and the last one has no successor.
//! levels: -O0 -O2
static volatile char letters[26];

int main(void) {
    for (int i = 0; i < 26; i++) {
        letters[i] = (char)('a' + i);
    }
    int same = 0;
    for (int i = 0; i < 26; i++) {
        same += letters[i] == letters[i + 1]; //~ InvalidRead
    }
    return same;
}
