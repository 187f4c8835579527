// read() into a block that is shorter than the input.
//! stdin: sixteen bytes in.
#include <stdlib.h>
#include <unistd.h>

int main(void) {
    char *p = malloc(12);
    ssize_t n = read(0, p, 16); //~ SyscallParam
    free(p);
    return n < 0;
}
