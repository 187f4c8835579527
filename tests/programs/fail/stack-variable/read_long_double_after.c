// Sixteen bytes at once: a long double behind the last one. Reading it is two reads of eight.
//! levels: -O0 -O2
__attribute__((noinline)) static void last(const long double *values, int count, long double *into) {
    *into = values[count]; //~ InvalidRead
}

int main(void) {
    long double values[3] = {1, 2, 3};
    long double result;
    last(values, 3, &result);
    return result > 1e300L;
}
