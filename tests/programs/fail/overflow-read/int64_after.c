// Eight bytes read just after a block.
#include <stdint.h>
#include <stdlib.h>

int main(void) {
    uint64_t *p = calloc(3, sizeof *p);
    uint64_t x = p[3]; //~ InvalidRead
    (void)x;
    free(p);
    return 0;
}
