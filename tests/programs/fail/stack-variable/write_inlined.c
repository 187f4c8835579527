// The array belongs to a function that is inlined when it is optimised.
//! levels: -O0 -O2
static int checksum(const char *text, int limit) {
    volatile unsigned char seen[16] = {0};
    for (int i = 0; i < limit; i++) {
        seen[text[i] & 31] = 1; //~ InvalidWrite
    }
    return seen[1];
}

int main(void) {
    const char *volatile text = "ABP";
    volatile int length = 3;
    return checksum(text, length) - 1;
}
