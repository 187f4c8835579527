// A copy of 300,000 bytes of which a few are set: copied in pages, at shifted addresses, and only those few are read.
//! levels: -O0 -O2
//! stdout: 74 of 74
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { Size = 300000, Step = 4093 };

__attribute__((noinline)) static char *shifted_copy(const char *from, size_t by) {
    char *copy = malloc(Size + by);
    memcpy(copy + by, from, Size);
    memmove(copy, copy + by, Size);
    return copy;
}

int main(void) {
    char *first = malloc(Size);
    for (int i = 0; i < Size; i += Step) {
        first[i] = (char)(i % 101);
    }
    char *second = shifted_copy(first, 4096);
    free(first);
    char *third = shifted_copy(second, 13);
    free(second);
    int right = 0, all = 0;
    for (int i = 0; i < Size; i += Step) {
        right += third[i] == (char)(i % 101);
        all++;
    }
    printf("%d of %d\n", right, all);
    free(third);
    return 0;
}
