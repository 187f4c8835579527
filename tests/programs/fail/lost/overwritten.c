// The pointer is set to something else, and the block is lost right there.
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    int *numbers = malloc(4 * sizeof *numbers); //~ Leak_DefinitelyLost
    numbers[0] = 1;
    int *more = malloc(8 * sizeof *more);
    numbers = more; //@ lost 1
    numbers[0] = 2;
    printf("%d\n", numbers[0]);
    free(numbers);
    return 0;
}
