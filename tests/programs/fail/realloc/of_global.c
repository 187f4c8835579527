// realloc of a static array.
#include <stdlib.h>

static int table[4];

static int *grow(int *array, size_t count) {
    return realloc(array, count * sizeof *array); //~ InvalidFree
}

int main(void) {
    free(grow(table, 8));
    return 0;
}
