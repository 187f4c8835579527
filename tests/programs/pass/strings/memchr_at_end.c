// memchr and strnlen over blocks without a NUL: the length is the limit.
//! options: -O2
#define _POSIX_C_SOURCE 200809L
#include <stdlib.h>
#include <string.h>

int main(void) {
    for (size_t n = 1; n <= 40; n++) {
        char *p = malloc(n);
        memset(p, 'a', n);
        int ok = memchr(p, 'b', n) == NULL && strnlen(p, n) == n;
        p[n - 1] = 'b';
        size_t limit = 1000; // fine as long as the byte is found before the end
        ok = ok && memchr(p, 'b', n) == p + n - 1 && memchr(p, 'b', limit) == p + n - 1;
        free(p);
        if (!ok) {
            return 1;
        }
    }
    return 0;
}
