// write() takes a number of bytes, and the block has fewer.
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(void) {
    size_t n = 10;
    char *p = malloc(n);
    memset(p, '.', n);
    ssize_t written = write(1, p, n + 2); //~ SyscallParam
    free(p);
    return written < 0;
}
