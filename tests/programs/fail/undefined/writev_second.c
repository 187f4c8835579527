// The first buffer is fine, the second one was only allocated.
#include <stdlib.h>
#include <sys/uio.h>

int main(void) {
    char *tail = malloc(4);
    struct iovec parts[2] = {{"head ", 5}, {tail, 4}};
    ssize_t n = writev(1, parts, 2); //~ SyscallParam
    free(tail);
    return n != 9;
}
