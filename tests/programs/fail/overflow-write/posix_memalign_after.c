// posix_memalign: a block of 24 bytes at a multiple of 128.
#include <stdlib.h>

int main(void) {
    void *block;
    if (posix_memalign(&block, 128, 24) != 0) {
        return 1;
    }
    char *p = block;
    p[23] = 'a';
    p[24] = 'b'; //~ InvalidWrite
    free(block);
    return 0;
}
