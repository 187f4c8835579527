// Values are shifted to the left, the first one out of the array.
//! levels: -O0 -O2
__attribute__((noinline)) static void shift(double *history, int count, double newest) {
    for (volatile int i = 0; i < count; i++) {
        history[i - 1] = history[i]; //~ InvalidWrite
    }
    history[count - 1] = newest;
}

int main(void) {
    double history[4] = {1, 2, 3, 4};
    shift(history, 4, 5);
    return history[0] != 2;
}
