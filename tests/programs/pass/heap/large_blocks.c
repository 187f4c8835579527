// Megabytes: memory has to grow for them, and the last byte is there.
//! options: -O2
#include <stdlib.h>
#include <string.h>

int main(void) {
    for (size_t size = 1 << 20; size <= 32 << 20; size *= 2) {
        char *p = malloc(size);
        if (p == NULL) {
            return 1;
        }
        memset(p, 'x', size);
        int ok = p[0] == 'x' && p[size - 1] == 'x';
        free(p);
        if (!ok) {
            return 2;
        }
    }
    return 0;
}
