// An unaligned double, one byte of it outside.
#include <stdlib.h>

struct __attribute__((packed)) record {
    char tag[3];
    double value;
};

int main(void) {
    size_t size = 10;
    struct record *r = calloc(1, size);
    double x = r->value * 2; //~ InvalidRead
    (void)x;
    free(r);
    return 0;
}
