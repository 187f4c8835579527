// In its second round the loop reads what was declared in the first, before the declaration.
//! levels: -O0 -O2
static long long *previous;

__attribute__((noinline)) static void keep(long long *p) {
    previous = p;
}

int main(void) {
    long long sum = 0;
    for (volatile int i = 0; i < 2; i++) {
        if (previous != 0) {
            sum += *previous; //~ InvalidRead
        }
        long long value = i + 1;
        keep(&value);
    }
    return sum == 12345;
}
