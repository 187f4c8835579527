// The pointer is set in the body, and the loop's condition looks through it when the body has been
// left.
//! levels: -O0 -O2
static volatile int *current;

__attribute__((noinline)) static void watch(volatile int *p) {
    current = p;
}

int main(void) {
    int rounds = 0;
    volatile int start = 0;
    current = &start;
    while (rounds < 1 || (rounds < 2 && *current < 100)) { //~ InvalidRead
        volatile int own = rounds * 10;
        watch(&own);
        rounds++;
    }
    return rounds - 2;
}
