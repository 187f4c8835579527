// malloc() makes room, and nothing is in it: what these ints are, nobody knows. calloc() would have
// made them 0. In Rust: examples/rust/uninitialised.rs
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    int *numbers = malloc(5 * sizeof *numbers);
    if (numbers == NULL) {
        return 1;
    }
    numbers[0] = 7;

    for (int i = 0; i < 5; i++) {
        if (numbers[i] > 0) {
        //~^ UninitCondition
            printf("found one\n");
        }
    }
    free(numbers);
    return 0;
}
