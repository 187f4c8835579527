// The caller counts wrong: there are four numbers, not five.
//! levels: -O0 -O2
__attribute__((noinline)) static int sum(const int *numbers, int count) {
    int total = 0;
    for (int i = 0; i < count; i++) {
        total += numbers[i]; //~ InvalidRead
    }
    return total;
}

int main(void) {
    int numbers[4] = {1, 2, 3, 4};
    return sum(numbers, 5) == 12345;
}
