// A ring that is full: its end is one behind the last element.
//! levels: -O0 -O2
struct ring {
    int end;
    long long times[4];
};

__attribute__((noinline)) static long long newest(const struct ring *ring) {
    return ring->times[ring->end]; //~ InvalidRead
}

int main(void) {
    struct ring ring = {.end = 0, .times = {10, 20, 30, 40}};
    ring.end = 4;
    return (int)newest(&ring) == 12345;
}
