// Eight bytes in a table of constants.
//! levels: -O0 -O2
static const double rates[3] = {0.07, 0.19, 0.2};

__attribute__((noinline)) static void scale(double *values, int count) {
    for (int i = 0; i < count; i++) {
        values[i] *= 100; //~ InvalidWrite
    }
}

int main(void) {
    double *volatile values = (double *)rates;
    scale(values, 3);
    return 0;
}
