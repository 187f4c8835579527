// Bytes of an object through a char pointer and a void pointer.
#include <stdint.h>
#include <stdlib.h>

static void swap(void *a, void *b, size_t size) {
    unsigned char *x = a, *y = b;
    while (size-- > 0) {
        unsigned char t = x[size];
        x[size] = y[size];
        y[size] = t;
    }
}

int main(void) {
    double a = 1.5, b = 2.5;
    swap(&a, &b, sizeof a);
    int64_t *pair = malloc(2 * sizeof *pair);
    pair[0] = 1;
    pair[1] = 2;
    swap(&pair[0], &pair[1], sizeof pair[0]);
    int ok = a == 2.5 && b == 1.5 && pair[0] == 2 && pair[1] == 1;
    free(pair);
    return ok ? 0 : 1;
}
