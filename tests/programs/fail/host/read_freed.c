// read() into a block that was freed.
//! stdin: text
#include <stdlib.h>
#include <unistd.h>

int main(void) {
    char *p = malloc(4);
    free(p);
    ssize_t n = read(0, p, 4); //~ SyscallParam
    return n < 0;
}
