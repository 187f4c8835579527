// Sixteen bytes at once: a long double behind the last one.
//! levels: -O0 -O2
__attribute__((noinline)) static void put(long double *values, int at, long double value) {
    values[at] = value; //~ InvalidWrite
}

int main(void) {
    long double values[2];
    put(values, 0, 1.5L);
    put(values, 2, 2.5L);
    return values[0] != 1.5L;
}
