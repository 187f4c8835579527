// malloc's blocks are aligned for every type, the others as they were asked to be.
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

static int aligned(void *p, size_t alignment) {
    return (uintptr_t)p % alignment == 0;
}

int main(void) {
    int ok = 1;
    for (size_t n = 1; n <= 100; n++) {
        void *p = malloc(n);
        ok = ok && aligned(p, _Alignof(max_align_t));
        free(p);
    }
    for (size_t alignment = 16; alignment <= 4096; alignment *= 2) {
        char *p = aligned_alloc(alignment, 2 * alignment);
        void *q = NULL;
        ok = ok && aligned(p, alignment);
        p[0] = 1;
        p[2 * alignment - 1] = 2;
        ok = ok && posix_memalign(&q, alignment, 3) == 0 && aligned(q, alignment);
        ((char *)q)[2] = 3;
        free(p);
        free(q);
    }
    return ok ? 0 : 1;
}
