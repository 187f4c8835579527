// Comparisons of strings and of memory that end with their blocks.
#include <stdlib.h>
#include <string.h>

int main(void) {
    size_t limit = 100;
    for (size_t n = 1; n <= 40; n++) {
        char *a = malloc(n);
        char *b = malloc(n);
        memset(a, 'a', n);
        memset(b, 'a', n);
        int ok = memcmp(a, b, n) == 0 && strncmp(a, b, n) == 0;
        a[n - 1] = '\0';
        ok = ok && strncmp(a, b, limit) < 0 && strcmp(a, b) < 0;
        b[n - 1] = '\0';
        ok = ok && strcmp(a, b) == 0 && strncmp(a, b, limit) == 0;
        free(a);
        free(b);
        if (!ok) {
            return 1;
        }
    }
    return 0;
}
