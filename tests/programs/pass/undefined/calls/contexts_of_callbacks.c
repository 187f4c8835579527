// Callbacks get a context of which each fills and reads its own part.
//! levels: -O0 -O2
//! stdout: sum 55, largest 10, first even 2, mean 5.5
#include <stdio.h>
#include <stdlib.h>

struct context {
    int sum, largest, first_even;
    double mean;
    char unset[16];
};
typedef void visit(int value, int index, void *context);

__attribute__((noinline)) static void each(const int *values, int count, visit *visit, void *context) {
    for (int i = 0; i < count; i++) {
        visit(values[i], i, context);
    }
}

static void add(int value, int index, void *context) {
    struct context *c = context;
    c->sum = index == 0 ? value : c->sum + value;
}

static void largest(int value, int index, void *context) {
    struct context *c = context;
    if (index == 0 || value > c->largest) {
        c->largest = value;
    }
}

static void first_even(int value, int index, void *context) {
    (void)index;
    int **next = context;
    if (*next && value % 2 == 0) {
        **next = value;
        *next = NULL;
    }
}

static void mean(int value, int index, void *context) {
    struct context *c = context;
    c->mean = index == 0 ? value : c->mean + (value - c->mean) / (index + 1);
}

int main(void) {
    int values[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    struct context *c = malloc(sizeof *c);
    int *next = &c->first_even;
    each(values, 10, add, c);
    each(values, 10, largest, c);
    each(values, 10, first_even, &next);
    each(values, 10, mean, c);
    printf("sum %d, largest %d, first even %d, mean %g\n", c->sum, c->largest, c->first_even, c->mean);
    free(c);
    return 0;
}
