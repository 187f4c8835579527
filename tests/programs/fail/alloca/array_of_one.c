// An array of one byte, and two are written.
//! levels: -O0 -O2
__attribute__((noinline)) static int put(int count) {
    char bytes[count];
    volatile char *p = bytes;
    p[0] = 1;
    p[1] = 2; //~ InvalidWrite
    return p[0];
}

int main(void) {
    volatile int count = 1;
    return put(count) - 1;
}
