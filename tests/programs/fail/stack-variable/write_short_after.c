// Two bytes a sample, 11 samples in the place of ten.
//! levels: -O0 -O2
__attribute__((noinline)) static void ramp(short *samples, int from, int to) {
    for (int i = from; i <= to; i++) {
        samples[i - from] = (short)(i * 100); //~ InvalidWrite
    }
}

int main(void) {
    short samples[10];
    ramp(samples, 0, 10);
    return samples[0];
}
