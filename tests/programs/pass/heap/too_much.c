// More than there is: NULL, and the program goes on.
#include <stdint.h>
#include <stdlib.h>

int main(void) {
    volatile size_t huge = SIZE_MAX / 2 - 100;
    void *p = malloc(huge);
    if (p != NULL) {
        return 1;
    }
    char *q = malloc(10);
    q[9] = 'a';
    char *r = realloc(q, huge);
    if (r != NULL || q[9] != 'a') { // the old block is untouched
        return 2;
    }
    free(q);
    return 0;
}
