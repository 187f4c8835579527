// Use after free at -O2: the block is freed in a function that is not inlined.
//! options: -O2
#include <stdio.h>
#include <stdlib.h>

struct queue {
    int length;
};

__attribute__((noinline)) void close_queue(struct queue *q) {
    printf("closing %d\n", q->length);
    free(q);
}

__attribute__((noinline)) int length(const struct queue *q) {
    return q->length; //~ InvalidRead
}

int main(void) {
    struct queue *q = malloc(sizeof *q);
    q->length = 3;
    close_queue(q);
    printf("%d\n", length(q));
    return 0;
}
