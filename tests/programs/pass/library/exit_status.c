// The program's own exit status passes through.
//! exit: 42
#include <stdlib.h>

int main(void) {
    int *p = malloc(sizeof *p);
    *p = 42;
    int status = *p;
    free(p);
    exit(status);
}
