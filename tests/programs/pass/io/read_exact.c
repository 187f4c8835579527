// read() and write() with a buffer of exactly the size they are told.
//! stdin: sixteen bytes in
//! stdout: sixteen bytes in
#include <stdlib.h>
#include <unistd.h>

int main(void) {
    size_t size = sizeof "sixteen bytes in"; // the newline takes the NUL's place
    char *p = malloc(size);
    size_t have = 0;
    ssize_t n;
    while (have < size && (n = read(0, p + have, size - have)) > 0) {
        have += (size_t)n;
    }
    ssize_t written = write(1, p, have);
    free(p);
    return written == (ssize_t)size ? 0 : 1;
}
