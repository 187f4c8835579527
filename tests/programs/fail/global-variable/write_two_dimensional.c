// A board of 8 rows, and the move goes to row 8.
//! levels: -O0 -O2
static char board[8][8];

__attribute__((noinline)) static void move(int row, int column, char piece) {
    board[row][column] = piece; //~ InvalidWrite
}

int main(void) {
    move(7, 7, 'K');
    move(8, 0, 'Q');
    return board[7][7] != 'K';
}
