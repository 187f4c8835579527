// A pool with a free list inside its own unused elements: used again without malloc and free.
//! options: -O2
#include <stdlib.h>

union element {
    union element *next;
    double value;
};

static union element *unused;

static double *take(void) {
    union element *e = unused;
    unused = e->next;
    return &e->value;
}

static void give_back(double *value) {
    union element *e = (union element *)value;
    e->next = unused;
    unused = e;
}

int main(void) {
    union element *pool = malloc(8 * sizeof *pool);
    for (int i = 0; i < 8; i++) {
        give_back(&pool[i].value);
    }
    double sum = 0;
    for (int round = 0; round < 100; round++) {
        double *a = take();
        double *b = take();
        *a = round;
        *b = 1;
        sum += *a + *b;
        give_back(a);
        give_back(b);
    }
    free(pool);
    return sum == 5050 ? 0 : 1;
}
