// A polynomial of degree 3 has four coefficients, and this array has three.
//! levels: -O0 -O2
__attribute__((noinline)) static double value(const double *coefficients, int degree, double x) {
    double y = coefficients[degree]; //~ InvalidRead
    while (degree-- > 0) {
        y = y * x + coefficients[degree];
    }
    return y;
}

int main(void) {
    double coefficients[3] = {1, 2, 3};
    return value(coefficients, 3, 0.0) > 1e300;
}
