// An array of 100,000 numbers, and the last index is one too large.
//! levels: -O0 -O2
int main(void) {
    volatile int sieve[100000];
    for (int i = 1; i <= 100000; i++) {
        sieve[i] = i; //~ InvalidWrite
    }
    return sieve[1] - 1;
}
