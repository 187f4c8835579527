// An unaligned int, its last byte outside.
#include <stdlib.h>

struct __attribute__((packed)) record {
    char tag;
    int value;
};

int main(void) {
    size_t size = 4;
    struct record *r = malloc(size);
    r->tag = 'r';
    r->value = 1; //~ InvalidWrite
    free(r);
    return 0;
}
