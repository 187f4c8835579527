// Functions that set their out-parameters only when they succeed; nobody looks at the others.
//! levels: -O0 -O2
//! stdout: 7 = 3 * 2 + 1, 8 / 0 failed, roots -3 and 2, no roots
#include <math.h>
#include <stdbool.h>
#include <stdio.h>

__attribute__((noinline)) static bool divide(int a, int b, int *quotient, int *rest) {
    if (b == 0) {
        return false;
    }
    *quotient = a / b;
    *rest = a % b;
    return true;
}

__attribute__((noinline)) static int roots(double a, double b, double c, double found[2]) {
    double d = b * b - 4 * a * c;
    if (d < 0) {
        return 0;
    }
    found[0] = (-b - sqrt(d)) / (2 * a);
    if (d == 0) {
        return 1;
    }
    found[1] = (-b + sqrt(d)) / (2 * a);
    return 2;
}

int main(void) {
    int quotient, rest;
    if (divide(7, 3, &rest, &quotient)) {
        printf("7 = 3 * %d + %d, ", rest, quotient);
    }
    int other_quotient, other_rest;
    if (!divide(8, 0, &other_quotient, &other_rest)) {
        printf("8 / 0 failed, ");
    }
    double found[2], none[2];
    int count = roots(1, 1, -6, found);
    printf(count == 2 ? "roots %g and %g, " : "%g, ", found[0], found[1]);
    if (roots(1, 0, 1, none) > 0) {
        printf("%g\n", none[0]);
    } else {
        printf("no roots\n");
    }
    return 0;
}
