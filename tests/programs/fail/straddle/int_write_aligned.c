// An int of which the block holds two bytes.
#include <stdlib.h>

int main(void) {
    int *p = malloc(6);
    p[0] = 0;
    p[1] = 1; //~ InvalidWrite
    free(p);
    return 0;
}
