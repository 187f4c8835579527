// Character arrays without a terminator, printed up to the length that is known.
//! levels: -O0 -O2
//! stdout: [stack    ][heap][     field]
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct named {
    unsigned char length;
    char name[60];
};

__attribute__((noinline)) static void put(char *to, const char *text) {
    while (*text) {
        *to++ = *text++;
    }
}

int main(void) {
    char local[100];
    put(local, "stack");
    char *heap = malloc(100);
    put(heap, "heap");
    struct named *named = malloc(sizeof *named);
    named->length = 5;
    put(named->name, "field");
    printf("[%-9.*s][%.4s][%10.*s]\n", 5, local, heap, named->length, named->name);
    free(named);
    free(heap);
    return 0;
}
