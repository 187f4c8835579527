// read() and write() with buffers of exactly the size they are told.
//! stdin: sixteen bytes in
//! stdout: sixteen bytes in
#include <stdlib.h>
#include <unistd.h>

int main(void) {
    char *p = malloc(16);
    size_t have = 0;
    ssize_t n;
    while (have < 16 && (n = read(0, p + have, 16 - have)) > 0) {
        have += (size_t)n;
    }
    ssize_t written = write(1, p, have);
    free(p);
    return written == (ssize_t)have ? 0 : 1;
}
