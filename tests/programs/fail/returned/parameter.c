// The address of a parameter: it is a variable of the function that returns.
//! levels: -O0 -O2
__attribute__((noinline)) static int *same(int *p) {
    return p;
}

__attribute__((noinline)) static int *larger(int a, int b) {
    return a > b ? same(&a) : same(&b);
}

int main(void) {
    int *p = larger(3, 2);
    return *p == 12345; //~ InvalidRead
}
