// Allocated in a callback: the stack leads through qsort to main.
#include <stdlib.h>

static int compare(const void *a, const void *b) {
    int *copy = malloc(2 * sizeof *copy); //~ Leak_DefinitelyLost
    copy[0] = *(const int *)a;
    copy[1] = *(const int *)b;
    return copy[0] - copy[1];
}

int main(void) {
    int numbers[2] = {2, 1};
    qsort(numbers, 2, sizeof numbers[0], compare);
    return numbers[0] - 1;
}
