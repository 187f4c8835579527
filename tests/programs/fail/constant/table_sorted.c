// qsort() sorts in place, and the place is constant.
//! levels: -O0 -O2
#include <stdlib.h>

static const int numbers[5] = {5, 3, 4, 1, 2};

static int by_value(const void *a, const void *b) {
    return *(const int *)a - *(const int *)b;
}

int main(void) {
    void *volatile table = (void *)numbers;
    qsort(table, 5, sizeof numbers[0], by_value); //~ InvalidWrite
    return 0;
}
