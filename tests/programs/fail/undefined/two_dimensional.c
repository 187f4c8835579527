// The last column of a matrix is left out.
//! levels: -O0 -O2
#include <stdio.h>
#include <stdlib.h>

enum { Rows = 3, Columns = 4 };

__attribute__((noinline)) static double (*identity(void))[Columns] {
    double(*m)[Columns] = malloc(Rows * sizeof *m);
    for (int r = 0; r < Rows; r++) {
        for (int c = 0; c < Columns - 1; c++) {
            m[r][c] = r == c;
        }
    }
    return m;
}

__attribute__((noinline)) static void show(void) {
    puts("not zero");
}

__attribute__((noinline)) static void check(double (*m)[Columns]) {
    if (m[1][1] != 1 || m[2][0] != 0) {
        show();
    }
    if (m[2][3] != 0) { //~ UninitCondition
        show();
    }
}

int main(void) {
    double(*m)[Columns] = identity();
    check(m);
    free(m);
    return 0;
}
