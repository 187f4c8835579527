// The element behind the last one of an array of variable length.
//! levels: -O0 -O2
__attribute__((noinline)) static int sum(int count) {
    int values[count];
    for (int i = 0; i < count; i++) {
        values[i] = i;
    }
    volatile int *p = values;
    int total = 0;
    for (int i = 0; i <= count; i++) {
        total += p[i]; //~ InvalidRead
    }
    return total;
}

int main(void) {
    volatile int count = 8;
    return sum(count) == 12345;
}
