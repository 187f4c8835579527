// A difference to the element before is made for the first one, too.
//! levels: -O0 -O2
int main(void) {
    volatile long long ticks[5] = {0, 10, 20, 30, 40};
    int uneven = 0;
    for (volatile int i = 0; i < 5; i++) {
        uneven += ticks[i] - ticks[i - 1] == 11; //~ InvalidRead
    }
    return uneven;
}
