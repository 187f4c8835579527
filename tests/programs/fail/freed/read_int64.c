// Eight bytes read after free.
#include <stdint.h>
#include <stdlib.h>

int main(void) {
    int64_t *p = calloc(2, sizeof *p);
    free(p);
    int64_t x = p[1]; //~ InvalidRead
    (void)x;
    return 0;
}
