// malloc(5): p[7] is in the same word as the block's end, and outside.
#include <stdlib.h>

int main(void) {
    char *p = malloc(5);
    p[4] = 'a';
    p[7] = 'b'; //~ InvalidWrite
    free(p);
    return 0;
}
