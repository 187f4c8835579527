// write() from a null pointer.
#include <stddef.h>
#include <unistd.h>

int main(void) {
    char *p = NULL;
    ssize_t written = write(1, p, 4); //~ SyscallParam
    (void)written;
    return 0;
}
