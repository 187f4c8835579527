// A version in the top byte over 24 bits that were never set: ranges of it are ranges of the whole word.
//! levels: -O0 -O2
//! stdout: old old current current new
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct header {
    uint32_t length : 24;
    uint32_t version : 8;
};

__attribute__((noinline)) static const char *age(const struct header *header) {
    if (header->version < 3) {
        return "old";
    }
    return header->version <= 9 ? "current" : "new";
}

int main(void) {
    static const unsigned char versions[] = {1, 2, 3, 9, 200};
    struct header *headers = malloc(sizeof versions * sizeof *headers);
    for (size_t i = 0; i < sizeof versions; i++) {
        headers[i].version = versions[i];
    }
    for (size_t i = 0; i < sizeof versions; i++) {
        printf("%s%s", age(&headers[i]), i < sizeof versions - 1 ? " " : "\n");
    }
    free(headers);
    return 0;
}
