// Rows and columns are swapped, both only known at run time.
//! levels: -O0 -O2
__attribute__((noinline)) static int fill(int rows, int columns) {
    int cells[rows][columns];
    for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
            cells[row][column] = 1;
        }
    }
    volatile int *p = cells[columns];
    return p[0]; //~ InvalidRead
}

int main(void) {
    volatile int count = 3;
    return fill(count, count) == 12345;
}
