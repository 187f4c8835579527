// A longjmp out of qsort's comparison: the library's own frames are left as well, the array is half sorted but whole.
//! levels: -O0 -O2
//! stdout: given up after 20 comparisons, sum 1225
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

struct row {
    short key;
    double weight;
};

static jmp_buf enough;
static int comparisons;

static int compare(const void *a, const void *b) {
    if (++comparisons == 20) {
        longjmp(enough, comparisons);
    }
    const struct row *x = a, *y = b;
    return (x->weight > y->weight) - (x->weight < y->weight);
}

int main(void) {
    struct row *rows = malloc(50 * sizeof *rows);
    for (int i = 0; i < 50; i++) {
        rows[i].key = (short)i;
        rows[i].weight = i * 37 % 50;
    }
    int how = setjmp(enough);
    if (how == 0) {
        qsort(rows, 50, sizeof *rows, compare);
    }
    double sum = 0;
    for (int i = 0; i < 50; i++) {
        sum += rows[i].weight;
    }
    printf("given up after %d comparisons, sum %g\n", how, sum);
    free(rows);
    return 0;
}
