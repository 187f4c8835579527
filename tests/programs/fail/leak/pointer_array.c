// The array is freed, its rows are not.
#include <stdlib.h>

int main(void) {
    int **rows = malloc(4 * sizeof *rows);
    for (int i = 0; i < 4; i++) {
        rows[i] = calloc(4, sizeof *rows[i]); //~ Leak_DefinitelyLost 4 blocks
    }
    free(rows);
    return 0;
}
