// The copy of a structure that was passed by value: it is a variable of the function that was
// called.
//! levels: -O0 -O2
struct sample { int values[6]; };

__attribute__((noinline)) static int last(struct sample sample, int count) {
    volatile int *values = sample.values;
    return values[count]; //~ InvalidRead
}

int main(void) {
    struct sample sample = {{1, 2, 3, 4, 5, 6}};
    return last(sample, 6) == 12345;
}
