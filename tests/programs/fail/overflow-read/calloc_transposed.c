// An element of an array of arrays: row 3 of rows 0 to 2.
#include <stdlib.h>

int main(void) {
    int(*grid)[4] = calloc(3, sizeof *grid);
    int x = grid[2][3];
    x = grid[3][0]; //~ InvalidRead
    (void)x;
    free(grid);
    return 0;
}
