// First and last byte of blocks of 1 to 200 bytes.
#include <stdlib.h>

int main(void) {
    for (int n = 1; n <= 200; n++) {
        unsigned char *p = malloc(n);
        p[0] = 1;
        p[n - 1] = 2;
        if (p[n - 1] != 2 || p[0] != (n == 1 ? 2 : 1)) {
            return 1;
        }
        free(p);
    }
    return 0;
}
