// Between two blocks lies a redzone: the end of the first is not the start of the second.
#include <stdlib.h>

int main(void) {
    int *first = malloc(4 * sizeof *first);
    int *second = malloc(4 * sizeof *second);
    second[0] = 1;
    for (int i = 0; i < 6; i++) {
        first[i] = i; //~ InvalidWrite
    }
    int intact = second[0] == 1;
    free(first);
    free(second);
    return intact ? 0 : 1;
}
