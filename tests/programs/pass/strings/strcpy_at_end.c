// strcpy, strncpy, stpcpy and strcat from a block's end to a block's end.
//! options: -O2
#define _POSIX_C_SOURCE 200809L
#include <stdlib.h>
#include <string.h>

int main(void) {
    for (size_t n = 1; n <= 40; n++) {
        char *from = malloc(n);
        char *to = malloc(n);
        memset(from, 'b', n - 1);
        from[n - 1] = '\0';

        strcpy(to, from);
        int ok = strcmp(to, from) == 0;
        strncpy(to, from, n);
        ok = ok && memcmp(to, from, n) == 0;
        ok = ok && stpcpy(to, from) == to + n - 1;
        to[n / 2] = '\0';
        strcat(to, from + n / 2);
        ok = ok && strcmp(to, from) == 0;

        free(from);
        free(to);
        if (!ok) {
            return 1;
        }
    }
    return 0;
}
