// Recursive functions with arrays: every frame has its own, and those of the callers stay alive.
//! levels: -O0 -O2
//! stdout: 92 solutions, 5050
#include <stdio.h>

__attribute__((noinline)) static int queens(const int *placed, int row) {
    if (row == 8) {
        return 1;
    }
    int columns[8];
    int found = 0;
    for (int i = 0; i < row; i++) {
        columns[i] = placed[i];
    }
    for (int column = 0; column < 8; column++) {
        int attacked = 0;
        for (int i = 0; i < row; i++) {
            int apart = columns[i] - column;
            attacked |= apart == 0 || apart == row - i || apart == i - row;
        }
        if (!attacked) {
            columns[row] = column;
            found += queens(columns, row + 1);
        }
    }
    return found;
}

__attribute__((noinline)) static int chain(int *caller, int n) {
    int own[3] = {n, n, n};
    caller[2] += own[0];
    if (n > 0) {
        chain(own, n - 1);
        caller[2] += own[2] - own[0];
    }
    return caller[2];
}

int main(void) {
    int none[1] = {0};
    int start[3] = {0, 0, 0};
    printf("%d solutions, %d\n", queens(none, 0), chain(start, 100));
    return 0;
}
