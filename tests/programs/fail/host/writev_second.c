// writev() takes several buffers; the second one is too short.
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>

int main(void) {
    char *p = malloc(6);
    memset(p, '.', 6);
    struct iovec parts[2] = {
        {.iov_base = "abc", .iov_len = 3},
        {.iov_base = p, .iov_len = 8},
    };
    ssize_t written = writev(1, parts, 2); //~ SyscallParam
    free(p);
    return written < 0;
}
