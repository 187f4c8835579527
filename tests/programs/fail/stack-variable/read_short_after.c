// The last pair of neighbours has only one.
//! levels: -O0 -O2
int main(void) {
    volatile short levels[6] = {1, 2, 3, 5, 8, 13};
    int rises = 0;
    for (volatile int i = 0; i < 6; i++) {
        rises += levels[i + 1] > levels[i] + 100; //~ InvalidRead
    }
    return rises;
}
