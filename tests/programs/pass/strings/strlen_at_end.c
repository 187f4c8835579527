// Strings that end with their block, for each length: a strlen that reads whole words must not count.
#include <stdlib.h>
#include <string.h>

int main(void) {
    for (size_t n = 1; n <= 40; n++) {
        char *p = malloc(n);
        memset(p, 'a', n - 1);
        p[n - 1] = '\0';
        for (size_t start = 0; start < n; start++) {
            if (strlen(p + start) != n - 1 - start) {
                return 1;
            }
        }
        free(p);
    }
    return 0;
}
