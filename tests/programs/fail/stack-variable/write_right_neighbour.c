// Three arrays; the one in the middle is written out of its bounds on both sides, and it is the
// one that is named.
//! levels: -O0 -O2
__attribute__((noinline)) static void fill(volatile char *bytes, int from, int to) {
    bytes[from] = 1; //~ InvalidWrite
    bytes[to] = 1; //~ InvalidWrite
}

int main(void) {
    char first[32];
    char middle[32];
    char last[32];
    fill(first, 0, 31);
    fill(middle, -1, 32);
    fill(last, 0, 31);
    return first[31] + last[0] - 2;
}
