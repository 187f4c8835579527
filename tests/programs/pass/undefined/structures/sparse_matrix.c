// Compressed rows with room for more entries than there are, times a vector, transposed in fresh arrays.
//! levels: -O0 -O2
//! stdout: 7 -2 0 33 | -3 13 4 25
#include <stdio.h>
#include <stdlib.h>

enum { N = 4, Room = 64 };
struct matrix {
    int starts[N + 1];
    struct {
        int column;
        double value;
    } entries[Room];
};

__attribute__((noinline)) static void times(const struct matrix *m, const double *x, double *y) {
    for (int row = 0; row < N; row++) {
        y[row] = 0;
        for (int i = m->starts[row]; i < m->starts[row + 1]; i++) {
            y[row] += m->entries[i].value * x[m->entries[i].column];
        }
    }
}

__attribute__((noinline)) static struct matrix *transposed(const struct matrix *m) {
    struct matrix *t = malloc(sizeof *t);
    int next = 0;
    for (int column = 0; column < N; column++) {
        t->starts[column] = next;
        for (int row = 0; row < N; row++) {
            for (int i = m->starts[row]; i < m->starts[row + 1]; i++) {
                if (m->entries[i].column == column) {
                    t->entries[next].column = row;
                    t->entries[next++].value = m->entries[i].value;
                }
            }
        }
    }
    t->starts[N] = next;
    return t;
}

int main(void) {
    static const double dense[N][N] = {{1, 3, 0, 0}, {-2, 0, 0, 0}, {0, 0, 0, 0}, {0, 2.5, 1, 6.25}};
    const double x[N] = {1, 2, 3, 4};
    double y[N], z[N];
    struct matrix *m = malloc(sizeof *m);
    int next = 0;
    for (int row = 0; row < N; row++) {
        m->starts[row] = next;
        for (int column = 0; column < N; column++) {
            if (dense[row][column] != 0) {
                m->entries[next].column = column;
                m->entries[next++].value = dense[row][column];
            }
        }
    }
    m->starts[N] = next;
    struct matrix *t = transposed(m);
    times(m, x, y);
    times(t, x, z);
    printf("%g %g %g %g | %g %g %g %g\n", y[0], y[1], y[2], y[3], z[0], z[1], z[2], z[3]);
    free(m);
    free(t);
    return 0;
}
