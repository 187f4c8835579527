// `p = realloc(p, n)`: nothing is wrong as long as there is memory. When realloc fails, it leaves
// the old block alone and returns NULL, and NULL overwrites the only pointer to that block.
// `redzone run` alone finds nothing here; `redzone run --fail-alloc=2` lets the realloc fail.
//! options: --fail-alloc=2
//! exit: 1
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    int *numbers = malloc(5 * sizeof *numbers);
    //~^ Leak_DefinitelyLost
    if (numbers == NULL) {
        return 1;
    }
    for (int i = 0; i < 5; i++) {
        numbers[i] = i;
    }

    numbers = realloc(numbers, 10 * sizeof *numbers); // compare calloc_realloc.c
    if (numbers == NULL) {
        fprintf(stderr, "out of memory\n");
        return 1;
    }
    for (int i = 5; i < 10; i++) {
        numbers[i] = i;
    }

    printf("%d ... %d\n", numbers[0], numbers[9]);
    free(numbers);
    return 0;
}
