// Four ways to ask for memory, beside those of Rust in examples/rust/vec_ways.rs.
//! stdout: malloc: room for 10, the first is set to 7
//! stdout: calloc: 0 0 0 0 0
//! stdout: realloc: room for 20, the first is still 7
//! stdout: realloc to less: room for 1, it is still 7
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    int status = 1;

    // malloc: room, and nothing in it. Read an int here before you write one, and Redzone objects.
    int *some = malloc(10 * sizeof *some);
    // calloc: room that is all zeros; it also refuses a product that is too large for a size_t.
    int *zeros = calloc(5, sizeof *zeros);
    if (some == NULL || zeros == NULL) {
        goto done;
    }
    some[0] = 7;
    printf("malloc: room for 10, the first is set to %d\n", some[0]);
    printf("calloc: %d %d %d %d %d\n", zeros[0], zeros[1], zeros[2], zeros[3], zeros[4]);

    // realloc: more room for what is there. The block may move; the old pointer is then dead.
    int *more = realloc(some, 20 * sizeof *more);
    if (more == NULL) {
        goto done;
    }
    some = more;
    printf("realloc: room for 20, the first is still %d\n", some[0]);

    // The same with less gives back what is no longer needed.
    int *less = realloc(some, 1 * sizeof *less);
    if (less == NULL) {
        goto done;
    }
    some = less;
    printf("realloc to less: room for 1, it is still %d\n", some[0]);
    status = 0;

done:
    free(zeros);
    free(some);
    return status;
}
