// stderr has no buffer: the host reads the program's memory itself.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
    size_t n = 5;
    char *p = malloc(n);
    memset(p, '.', n);
    fwrite(p, 1, n + 1, stderr); //~ SyscallParam
    free(p);
    return 0;
}
