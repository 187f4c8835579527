// A cache of factorials: 21 of them would not fit, and 20! has the index 20.
//! levels: -O0 -O2
static unsigned long long factorials[20];

__attribute__((noinline)) static void fill(int n) {
    factorials[0] = 1;
    for (volatile int i = 1; i <= n; i++) {
        factorials[i] = factorials[i - 1] * (unsigned)i; //~ InvalidWrite
    }
}

int main(void) {
    fill(20);
    return factorials[5] != 120;
}
