// Eight unaligned bytes, one of them outside.
#include <stdint.h>
#include <stdlib.h>

struct __attribute__((packed)) record {
    char tag;
    int64_t value;
};

int main(void) {
    size_t size = 8;
    struct record *r = malloc(size);
    r->tag = 'r';
    r->value = 1; //~ InvalidWrite
    free(r);
    return 0;
}
