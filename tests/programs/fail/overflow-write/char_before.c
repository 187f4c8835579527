// One char written just before a block.
#include <stdlib.h>

int main(void) {
    char *p = malloc(16);
    p[0] = 'a';
    p[-1] = 'b'; //~ InvalidWrite
    free(p);
    return 0;
}
