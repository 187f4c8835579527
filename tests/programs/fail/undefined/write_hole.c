// Eight bytes are written out, the sixth was never set.
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(void) {
    char *p = malloc(8);
    memset(p, '.', 5);
    p[6] = '.';
    p[7] = '\n';
    ssize_t n = write(1, p, 8); //~ SyscallParam
    free(p);
    return n != 8;
}
