// The loop that fills starts at 1, the one that looks at 0.
//! levels: -O0 -O2
#include <stdio.h>
#include <stdlib.h>

__attribute__((noinline)) static void fill(int *numbers, int count) {
    for (int i = 1; i < count; i++) {
        numbers[i] = i;
    }
}

__attribute__((noinline)) static int find(const int *numbers, int count, int wanted) {
    for (int i = 0; i < count; i++) {
        if (numbers[i] == wanted) { //~ UninitCondition
            return i;
        }
    }
    return -1;
}

int main(void) {
    int *numbers = malloc(8 * sizeof *numbers);
    fill(numbers, 8);
    int at = find(numbers, 8, 5);
    free(numbers);
    return at == 5 ? 0 : 1;
}
