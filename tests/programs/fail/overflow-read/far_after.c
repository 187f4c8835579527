// A column index where a row's was meant: far behind the block.
#include <stdlib.h>

int main(void) {
    int columns = 500;
    int *row = calloc(columns, sizeof *row);
    int x = row[7 * columns + 3]; //~ InvalidRead
    (void)x;
    free(row);
    return 0;
}
