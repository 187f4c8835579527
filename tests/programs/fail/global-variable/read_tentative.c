// A variable that is declared several times and never initialised.
//! levels: -O0 -O2
extern int shared[];
int shared[6];
int shared[6];

__attribute__((noinline)) static int last(const int *numbers, int count) {
    return numbers[count]; //~ InvalidRead
}

int main(void) {
    return last(shared, 6) == 12345;
}
