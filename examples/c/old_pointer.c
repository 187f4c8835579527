// A pointer into a block that realloc() moves: the old place is free, whatever still stands there.
// In Rust the compiler refuses it, examples/rust/reference_kept.rs, unless it is told not to look,
// examples/rust/old_pointer.rs.
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    int *scores = malloc(3 * sizeof *scores);
    if (scores == NULL) {
        return 1;
    }
    scores[0] = 90;
    const int *best = &scores[0];

    int *more = realloc(scores, 1000 * sizeof *more);
    if (more == NULL) {
        free(scores);
        return 1;
    }
    printf("%d\n", *best); // should be more[0]
    //~^ InvalidRead
    free(more);
    return 0;
}
