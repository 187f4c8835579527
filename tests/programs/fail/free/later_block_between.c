// A double free with another block of the same size in between: that one must survive.
#include <stdlib.h>

int main(void) {
    int *first = malloc(16);
    free(first);
    int *second = malloc(16);
    *second = 7;
    free(first); //~ InvalidFree
    int intact = *second == 7;
    free(second);
    return intact ? 0 : 1;
}
