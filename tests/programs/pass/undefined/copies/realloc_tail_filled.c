// realloc up and down: what grows is undefined until it is filled, and what was there stays defined.
//! levels: -O0 -O2
//! stdout: 1 3 6 10 15 21 28 36 45 55
#include <stdio.h>
#include <stdlib.h>

__attribute__((noinline)) static int *resized(int *block, size_t count) {
    return realloc(block, count * sizeof *block);
}

int main(void) {
    int *triangle = NULL;
    for (int n = 1; n <= 10; n++) {
        triangle = resized(triangle, (size_t)n + 40);
        triangle[n + 39] = -1; /* and nothing between */
        triangle[n - 1] = n > 1 ? triangle[n - 2] + n : 1;
        triangle = resized(triangle, (size_t)n);
    }
    for (int i = 0; i < 10; i++) {
        printf("%d%s", triangle[i], i < 9 ? " " : "\n");
    }
    free(triangle);
    return 0;
}
