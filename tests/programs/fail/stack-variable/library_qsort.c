// qsort() is told one element more than there are: its comparison reads it, and so does what moves
// elements.
//! levels: -O0 -O2
#include <stdlib.h>

static int by_value(const void *a, const void *b) {
    int left = *(const int *)a; //~ InvalidRead
    int right = *(const int *)b;
    return (left > right) - (left < right);
}

int main(void) {
    int numbers[4] = {4, 3, 2, 1};
    qsort(numbers, 5, sizeof numbers[0], by_value); //~ InvalidRead InvalidWrite
    return 0;
}
