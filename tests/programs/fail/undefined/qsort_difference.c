// The comparator only subtracts; it is qsort that decides by the difference. (musl's is a smoothsort: it
// also computes addresses of what came out. glibc's only branches.)
#include <stdlib.h>

static int by_value(const void *a, const void *b) {
    return *(const int *)a - *(const int *)b;
}

int main(void) {
    int *numbers = malloc(3 * sizeof *numbers);
    numbers[0] = 3;
    numbers[2] = 2;
    qsort(numbers, 3, sizeof *numbers, by_value); //~ UninitCondition UninitValue
    free(numbers);
    return 0;
}
