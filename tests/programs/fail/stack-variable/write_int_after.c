// A counter for each age up to 9: who is 10 years old has none.
//! levels: -O0 -O2
int main(void) {
    volatile int ages[6] = {3, 7, 9, 10, 2, 3};
    volatile int counts[10] = {0};
    for (int i = 0; i < 6; i++) {
        counts[ages[i]]++; //~ InvalidRead InvalidWrite
    }
    return counts[3] - 2;
}
