// Rows and columns are swapped: cells[3][1] of three rows lies behind the last row.
//! levels: -O0 -O2
int main(void) {
    volatile int cells[3][5];
    for (int row = 0; row < 3; row++) {
        for (int column = 0; column < 5; column++) {
            cells[row][column] = row * column;
        }
    }
    volatile int row = 1;
    volatile int column = 3;
    int cell = cells[column][row]; //~ InvalidRead
    return cell == 12345;
}
