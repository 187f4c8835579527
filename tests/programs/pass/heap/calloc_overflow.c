// Two numbers whose product does not fit: calloc must say no.
#include <stdint.h>
#include <stdlib.h>

int main(void) {
    volatile size_t half = SIZE_MAX / 2 + 1;
    void *p = calloc(half, 2);
    void *q = calloc(half + 1, 2);
    void *r = calloc(half / 8 + 2, 16);
    return p == NULL && q == NULL && r == NULL ? 0 : 1;
}
