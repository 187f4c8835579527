// Allocated through a pointer to malloc.
#include <stdlib.h>

struct allocator {
    void *(*allocate)(size_t);
    void (*release)(void *);
};

int main(void) {
    struct allocator a = {malloc, free};
    char *p = a.allocate(10);
    char *q = a.allocate(20); //~ Leak_DefinitelyLost
    q[0] = 'a';
    a.release(p);
    return 0;
}
