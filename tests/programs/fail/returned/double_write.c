// Eight bytes are written into a frame that is gone.
//! levels: -O0 -O2
__attribute__((noinline)) static double *zeroes(double *p, int count) {
    for (int i = 0; i < count; i++) {
        p[i] = 0;
    }
    return p;
}

__attribute__((noinline)) static double *vector(void) {
    double values[16];
    return zeroes(values, 16);
}

int main(void) {
    volatile double *v = vector();
    v[15] = 1.5; //~ InvalidWrite
    return 0;
}
