// Rows and columns swapped: 2 rows of 5 are not 5 rows of 2.
#include <stdlib.h>

static void set(int *matrix, int columns, int row, int column, int value) {
    matrix[row * columns + column] = value; //~ InvalidWrite
}

int main(void) {
    int *matrix = calloc(2 * 5, sizeof *matrix);
    set(matrix, 5, 1, 4, 1);
    set(matrix, 5, 2, 0, 2);
    free(matrix);
    return 0;
}
