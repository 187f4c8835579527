// The status that the program ends with is a value that goes outside, too.
#include <stdlib.h>

int main(void) {
    int *status = malloc(sizeof *status);
    int copy = *status;
    free(status);
    exit(copy); //~ SyscallParam
}
