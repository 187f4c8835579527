// A new block of the same size does not bring the old pointer back to life.
#include <stdlib.h>

int main(void) {
    int *old = malloc(4 * sizeof *old);
    free(old);
    int *new = malloc(4 * sizeof *new);
    new[0] = 1;
    old[0] = 2; //~ InvalidWrite
    int intact = new[0] == 1;
    free(new);
    return intact ? 0 : 1;
}
