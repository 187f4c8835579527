// writev() with parts that end with their blocks, one of them empty.
//! stdout: red zone
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>

int main(void) {
    char *a = malloc(3);
    char *b = malloc(0);
    char *c = malloc(6);
    memcpy(a, "red", 3);
    memcpy(c, " zone\n", 6);
    struct iovec *parts = malloc(3 * sizeof *parts);
    parts[0] = (struct iovec){a, 3};
    parts[1] = (struct iovec){b, 0};
    parts[2] = (struct iovec){c, 6};
    ssize_t written = writev(1, parts, 3);
    free(parts);
    free(c);
    free(b);
    free(a);
    return written == 9 ? 0 : 1;
}
