// One int on the heap: allocate, check, use, free.
//! stdout: 42
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    int *answer = malloc(sizeof *answer);
    if (answer == NULL) {
        fprintf(stderr, "out of memory\n");
        return 1;
    }

    *answer = 42;
    printf("%d\n", *answer);

    free(answer);
    return 0;
}
