// malloc_usable_size says how much may be used, and that much may be used.
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
    for (size_t n = 1; n <= 100; n++) {
        char *p = malloc(n);
        size_t usable = malloc_usable_size(p);
        if (usable < n) {
            return 1;
        }
        memset(p, 'a', usable);
        free(p);
    }
    return malloc_usable_size(NULL) == 0 ? 0 : 1;
}
