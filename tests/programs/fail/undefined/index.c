// An array indexed by a number that was never set.
#include <stdio.h>
#include <stdlib.h>

static const int weights[8] = {1, 2, 3, 4, 5, 6, 7, 8};

int main(void) {
    unsigned *chosen = malloc(sizeof *chosen);
    int weight = weights[*chosen & 7]; //~ UninitValue
    (void)weight;
    free(chosen);
    return 0;
}
