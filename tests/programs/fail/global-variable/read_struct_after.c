// A structure of 16 bytes behind a global array is copied.
//! levels: -O0 -O2
struct interval { long long from, to; };
static struct interval intervals[2] = {{0, 10}, {20, 30}};

__attribute__((noinline)) static struct interval get(int i) {
    return intervals[i]; //~ InvalidRead
}

int main(void) {
    volatile int i = 2;
    struct interval last = get(i);
    return last.from == 1 && last.to == 1;
}
