// Only pointers into the middle are used between malloc and free.
#include <stdlib.h>
#include <string.h>

struct header {
    size_t size;
};

static void *allocate(size_t size) {
    struct header *h = malloc(sizeof *h + size);
    h->size = size;
    return h + 1;
}

static void release(void *p) {
    free((struct header *)p - 1);
}

int main(void) {
    char *text = allocate(20);
    memset(text, 'a', 20);
    int ok = ((struct header *)(void *)text - 1)->size == 20;
    release(text);
    return ok ? 0 : 1;
}
