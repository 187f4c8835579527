// calloc gives zeros, also in memory that was used before.
#include <stdlib.h>
#include <string.h>

int main(void) {
    for (int round = 0; round < 50; round++) {
        char *p = malloc(100);
        memset(p, 0xff, 100);
        free(p);
        char *q = calloc(10, 10);
        for (int i = 0; i < 100; i++) {
            if (q[i] != 0) {
                return 1;
            }
        }
        free(q);
    }
    return 0;
}
