// The sentinel that the search runs to was forgotten.
//! levels: -O0 -O2
int primes[5] = {2, 3, 5, 7, 11};

__attribute__((noinline)) static int count_to(const int *numbers, int end) {
    int count = 0;
    while (count < 6 && numbers[count] != end) { //~ InvalidRead
        count++;
    }
    return count;
}

int main(void) {
    return count_to(primes, -1) < 5;
}
