// Weights for five values, and a sixth value.
//! levels: -O0 -O2
static double weights[5] = {0.1, 0.2, 0.4, 0.2, 0.1};

__attribute__((noinline)) static double weight(int i) {
    return weights[i]; //~ InvalidRead
}

int main(void) {
    volatile int count = 6;
    double total = 0;
    for (int i = 0; i < count; i++) {
        total += weight(i);
    }
    return total > 2;
}
