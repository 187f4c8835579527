// An allocation that fails says so in errno.
//! options: --fail-alloc=1
//! stdout: 1 1
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    errno = 0;
    void *block = malloc(10);
    int after_malloc = errno == ENOMEM;
    free(block);
    errno = 0;
    block = calloc(0x10000, 0x10000);
    printf("%d %d\n", after_malloc, errno == ENOMEM && block == NULL);
    return 0;
}
