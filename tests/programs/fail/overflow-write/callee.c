// The wrong write is in a callee two calls down; the report shows the way there.
#include <stdlib.h>

static void store(int *cell, int value) {
    *cell = value; //~ InvalidWrite
}

static void append(int *array, int *count, int value) {
    store(&array[*count], value);
    (*count)++;
}

int main(void) {
    int count = 0;
    int *array = malloc(2 * sizeof *array);
    append(array, &count, 10);
    append(array, &count, 20);
    append(array, &count, 30);
    free(array);
    return 0;
}
