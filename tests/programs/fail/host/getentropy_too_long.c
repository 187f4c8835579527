// Random bytes are written by the host: 20 of them into 16.
#define _DEFAULT_SOURCE
#include <stdlib.h>
#include <unistd.h>

int main(void) {
    unsigned char *seed = malloc(16);
    int failed = getentropy(seed, 20); //~ SyscallParam
    free(seed);
    return failed != 0;
}
