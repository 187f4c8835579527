// An unaligned int that crosses from one 8-byte granule into the next, where the block has ended.
#include <stdlib.h>

struct __attribute__((packed)) record {
    char name[6];
    int value;
};

int main(void) {
    size_t size = 8;
    struct record *r = calloc(1, size);
    int x = r->value; //~ InvalidRead
    (void)x;
    free(r);
    return 0;
}
