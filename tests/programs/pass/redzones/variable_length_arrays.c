// Arrays whose length is only known at run time, used to their last element: in loops, of one
// element, several in a block, two-dimensional, passed on, and left by break, continue and goto.
//! levels: -O0 -O2
//! stdout: 465 1 36 18 8
#include <stdio.h>

__attribute__((noinline)) static int fill(int n, int numbers[n]) {
    int total = 0;
    for (int i = 0; i < n; i++) {
        numbers[i] = i;
        total += numbers[i];
    }
    return total;
}

__attribute__((noinline)) static int grid(int rows, int columns) {
    int cells[rows][columns];
    for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
            cells[i][j] = i * j;
        }
    }
    int total = 0;
    for (int *p = &cells[0][0]; p < &cells[0][0] + rows * columns; p++) {
        total += *p;
    }
    return total;
}

__attribute__((noinline)) static int left_early(int n) {
    int left = 0;
    for (int i = 1; i <= n; i++) {
        char text[i];
        short other[i * 2];
        text[i - 1] = 'x';
        other[i * 2 - 1] = 1;
        if (i % 3 == 0) {
            continue;
        }
        left += text[i - 1] == 'x' ? other[i * 2 - 1] : 0;
        if (left == 12) {
            break;
        }
        if (left == 100) {
            goto out;
        }
    }
out:
    return left;
}

int main(void) {
    int total = 0;
    for (volatile int n = 1; n <= 30; n++) {
        int numbers[n];
        fill(n, numbers);
        total += numbers[n - 1] + 1;
    }
    volatile int one = 1;
    char single[one];
    single[0] = 1;
    printf("%d %d %d %d ", total, single[0], grid(4, 4), grid(3, 4));
    printf("%d\n", left_early(12));
    return 0;
}
