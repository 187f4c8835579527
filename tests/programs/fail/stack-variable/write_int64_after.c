// Fibonacci's numbers, and one more of them than wanted.
//! levels: -O0 -O2
__attribute__((noinline)) static void fibonacci(unsigned long long *numbers, int n) {
    numbers[0] = 0;
    numbers[1] = 1;
    for (int i = 2; i <= n; i++) {
        numbers[i] = numbers[i - 1] + numbers[i - 2]; //~ InvalidWrite
    }
}

int main(void) {
    unsigned long long numbers[20];
    fibonacci(numbers, 20);
    return numbers[19] != 4181;
}
