// An allocator on sbrk: this memory is the program's own, too, to its last byte.
#define _DEFAULT_SOURCE
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(void) {
    enum { Page = 65536 };
    char *p = sbrk(Page);
    if (p == (char *)-1) {
        return 1;
    }
    memset(p, 'a', Page);

    char *block = malloc(100); // malloc still works beside it
    block[99] = 'b';

    char *q = sbrk(2 * Page);
    memset(q, 'c', 2 * Page);
    int ok = p[0] == 'a' && p[Page - 1] == 'a' && q[2 * Page - 1] == 'c' && block[99] == 'b';
    free(block);
    return ok ? 0 : 1;
}
