// A variable-length array is a piece of the stack that was not there before.
#include <stdio.h>

static void fill_even(int *numbers, int length) {
    for (int i = 0; i < length; i += 2) {
        numbers[i] = i;
    }
}

static int count_zeros(int length) {
    int numbers[length];
    fill_even(numbers, length);
    int zeros = 0;
    for (int i = 0; i < length; i++) {
        if (numbers[i] == 0) { //~ UninitCondition
            zeros++;
        }
    }
    return zeros;
}

int main(int argc, char **argv) {
    (void)argv;
    int zeros = count_zeros(argc * 6);
    (void)zeros;
    return 0;
}
