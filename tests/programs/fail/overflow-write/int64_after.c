// Eight bytes written just after a block.
#include <stdint.h>
#include <stdlib.h>

int main(void) {
    int64_t *p = malloc(2 * sizeof *p);
    p[1] = 1;
    p[2] = 2; //~ InvalidWrite
    free(p);
    return 0;
}
