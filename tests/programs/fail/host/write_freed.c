// write() of a freed buffer.
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(void) {
    char *p = malloc(8);
    memset(p, '.', 8);
    free(p);
    ssize_t written = write(1, p, 8); //~ SyscallParam
    return written < 0;
}
