// An array is sorted by its capacity: the comparator looks at elements that were never set.
#include <stdlib.h>

static int by_value(const void *a, const void *b) {
    int x = *(const int *)a, y = *(const int *)b;
    if (x < y) { //~ UninitCondition
        return -1;
    }
    if (x > y) { //~ UninitCondition
        return 1;
    }
    return 0;
}

int main(void) {
    int *numbers = malloc(4 * sizeof *numbers);
    numbers[0] = 3;
    numbers[1] = 1;
    numbers[2] = 2;
    qsort(numbers, 4, sizeof *numbers, by_value);
    free(numbers);
    return 0;
}
