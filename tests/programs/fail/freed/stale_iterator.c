// A pointer into an array that grew meanwhile.
#include <stdlib.h>

static int *array;
static int count;

static void append(int value) {
    array = realloc(array, (count + 1) * sizeof *array);
    array[count++] = value;
}

int main(void) {
    append(1);
    int *first = &array[0];
    for (int i = 0; i < 100; i++) {
        append(i);
    }
    *first = 2; //~ InvalidWrite
    free(array);
    array = NULL;
    return 0;
}
