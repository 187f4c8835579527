// Arrays of variable length in a loop, larger and smaller, with their last element used.
#include <stdio.h>

static long sum(int rows, int columns, int table[rows][columns]) {
    long s = 0;
    for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
            s += table[r][c];
        }
    }
    return s;
}

int main(void) {
    long total = 0;
    for (int n = 1; n <= 60; n++) {
        int table[n][61 - n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < 61 - n; k++) {
                table[i][k] = 1;
            }
        }
        total += sum(n, 61 - n, table);
    }
    printf("%ld\n", total);
    return total == 37820 ? 0 : 1;
}
