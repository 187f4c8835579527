// posix_memalign sets the pointer, not what it points to.
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    void *p;
    if (posix_memalign(&p, 32, 64) != 0) {
        return 1;
    }
    if (((char *)p)[63] == 'x') { //~ UninitCondition
        puts("an x");
    }
    free(p);
    return 0;
}
