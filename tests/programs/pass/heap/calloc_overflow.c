// Two numbers whose product does not fit: calloc must say no. Neither of them is odd, so that is no mistake.
#include <stdint.h>
#include <stdlib.h>

int main(void) {
    volatile size_t quarter = SIZE_MAX / 4 + 1;
    void *p = calloc(quarter, 4);
    void *q = calloc(quarter + 1, 4);
    void *r = calloc(quarter / 4 + 2, 16);
    void *s = calloc(65537, 65537);
    return p == NULL && q == NULL && r == NULL && s == NULL ? 0 : 1;
}
