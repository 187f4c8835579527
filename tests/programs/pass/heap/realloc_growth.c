// A block that grows byte by byte, shrinks, and keeps its contents all the while.
#include <stdlib.h>

int main(void) {
    unsigned char *p = NULL;
    for (int n = 1; n <= 300; n++) {
        p = realloc(p, n);
        p[n - 1] = (unsigned char)n;
    }
    for (int n = 300; n >= 1; n -= 7) {
        p = realloc(p, n);
        for (int i = 0; i < n; i++) {
            if (p[i] != (unsigned char)(i + 1)) {
                return 1;
            }
        }
    }
    free(p);
    return 0;
}
