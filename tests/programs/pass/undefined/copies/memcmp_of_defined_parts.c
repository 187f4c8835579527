// memcmp and memchr of the parts that are defined, right up to where the undefined ones begin.
//! levels: -O0 -O2
//! stdout: 64 equal, 64 smaller, 64 found
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

__attribute__((noinline)) static unsigned char *prefix(size_t length, unsigned char last) {
    unsigned char *block = malloc(length + 17);
    for (size_t i = 0; i < length; i++) {
        block[i] = i == length - 1 ? last : (unsigned char)(i * 3);
    }
    return block;
}

int main(void) {
    int equal = 0, smaller = 0, found = 0;
    for (size_t length = 1; length <= 64; length++) {
        unsigned char *a = prefix(length, 250);
        unsigned char *b = prefix(length, 250);
        unsigned char *c = prefix(length, 251);
        equal += memcmp(a, b, length) == 0;
        smaller += memcmp(a, c, length) < 0;
        found += memchr(c, 251, length) == c + length - 1;
        free(a);
        free(b);
        free(c);
    }
    printf("%d equal, %d smaller, %d found\n", equal, smaller, found);
    return 0;
}
