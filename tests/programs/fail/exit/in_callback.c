// exit() in qsort's callback, with the array still held by main.
//! exit: 2
#include <stdlib.h>

static int compare(const void *a, const void *b) {
    (void)a;
    (void)b;
    exit(2);
}

int main(void) {
    int *numbers = calloc(8, sizeof *numbers); //~ Leak_StillReachable
    qsort(numbers, 8, sizeof *numbers, compare);
    free(numbers);
    return 0;
}
