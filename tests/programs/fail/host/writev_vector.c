// The list of buffers itself is in a block that was freed.
#include <stdlib.h>
#include <sys/uio.h>

int main(void) {
    struct iovec *parts = malloc(sizeof *parts);
    parts[0] = (struct iovec){.iov_base = "abc", .iov_len = 3};
    free(parts);
    ssize_t written = writev(1, parts, 1); //~ SyscallParam
    (void)written;
    return 0;
}
