// Counted down to -1.
//! levels: -O0 -O2
__attribute__((noinline)) static int clear(int count) {
    double values[count];
    volatile double *p = values;
    for (int i = count - 1; i >= -1; i--) {
        p[i] = 0; //~ InvalidWrite
    }
    return p[0] != 0;
}

int main(void) {
    volatile int count = 3;
    return clear(count);
}
