// Blocks of 1 to 40 bytes, each written at its last byte and at the one after it.
#include <stdlib.h>

int main(void) {
    for (int n = 1; n <= 40; n++) {
        char *p = malloc(n);
        p[n - 1] = 'a';
        p[n] = 'b'; //~ InvalidWrite
        free(p);
    }
    return 0;
}
