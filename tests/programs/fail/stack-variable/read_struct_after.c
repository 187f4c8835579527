// A structure of 16 bytes behind the last one is copied.
//! levels: -O0 -O2
struct point { double x, y; };

__attribute__((noinline)) static struct point end_of(const struct point *line, int count) {
    return line[count]; //~ InvalidRead
}

int main(void) {
    struct point line[2] = {{0, 0}, {1, 1}};
    struct point end = end_of(line, 2);
    return end.x > 1e300;
}
