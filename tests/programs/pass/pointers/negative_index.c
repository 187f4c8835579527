// A negative index is fine inside an array.
//! options: -O2
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    int *block = malloc(21 * sizeof *block);
    int *middle = block + 10;
    for (int i = -10; i <= 10; i++) {
        middle[i] = i * i;
    }
    printf("%d %d\n", middle[-10], middle[-1]);
    int ok = middle[-10] == middle[10];
    free(block);
    return ok ? 0 : 1;
}
