// Five ints grow to ten. The result of realloc goes into a second pointer first: if there is no
// memory, the old block is still there and can still be freed.
//! stdout: 1 2 3 4 5 6 7 8 9 10
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    int *numbers = calloc(5, sizeof *numbers);
    if (numbers == NULL) {
        return 1;
    }
    for (int i = 0; i < 5; i++) {
        numbers[i] += i + 1; // calloc made them 0
    }

    int *longer = realloc(numbers, 10 * sizeof *longer);
    if (longer == NULL) {
        free(numbers);
        return 1;
    }
    numbers = longer;
    for (int i = 5; i < 10; i++) {
        numbers[i] = i + 1;
    }

    for (int i = 0; i < 10; i++) {
        printf(i == 0 ? "%d" : " %d", numbers[i]);
    }
    printf("\n");
    free(numbers);
    return 0;
}
