// One int is handed to a function that wants two.
//! levels: -O0 -O2
__attribute__((noinline)) static int width(const int *range) {
    return range[1] - range[0]; //~ InvalidRead
}

int main(void) {
    int start = 3;
    return width(&start) == 123456;
}
