// Eight bytes written just before a block.
#include <stdint.h>
#include <stdlib.h>

int main(void) {
    int64_t *p = malloc(sizeof *p);
    p[0] = 0;
    p[-1] = -1; //~ InvalidWrite
    free(p);
    return 0;
}
