// Two results are written where there is one variable.
//! levels: -O0 -O2
static int quotient;

__attribute__((noinline)) static void divide(int a, int b, volatile int *results) {
    results[0] = a / b;
    results[1] = a % b; //~ InvalidWrite
}

int main(void) {
    divide(17, 5, &quotient);
    return quotient - 3;
}
