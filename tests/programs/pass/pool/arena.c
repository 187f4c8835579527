// An arena on one block: parts are handed out, and all of them end with one free.
//! stdout: 10 parts
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct arena {
    char *start, *next, *end;
};

static void *take(struct arena *a, size_t size) {
    size = (size + 15) / 16 * 16;
    if ((size_t)(a->end - a->next) < size) {
        return NULL;
    }
    void *p = a->next;
    a->next += size;
    return p;
}

int main(void) {
    struct arena a;
    a.start = a.next = malloc(160);
    a.end = a.start + 160;
    int parts = 0;
    for (char *p; (p = take(&a, 13)) != NULL; parts++) {
        memset(p, 'a', 16);
    }
    printf("%d parts\n", parts);
    free(a.start);
    return 0;
}
