// malloc and free called through function pointers.
//! stdout: 5
#include <stdio.h>
#include <stdlib.h>

struct allocator {
    void *(*allocate)(size_t);
    void *(*resize)(void *, size_t);
    void (*release)(void *);
};

int main(void) {
    struct allocator a = {malloc, realloc, free};
    int *p = a.allocate(sizeof *p);
    p = a.resize(p, 2 * sizeof *p);
    p[1] = 5;
    printf("%d\n", p[1]);
    a.release(p);
    return 0;
}
