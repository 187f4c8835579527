// First and last byte of a freed block.
#include <stdlib.h>

int main(void) {
    char *p = calloc(100, 1);
    free(p);
    p[0] = 'a';       //~ InvalidWrite
    char last = p[99]; //~ InvalidRead
    (void)last;
    return 0;
}
