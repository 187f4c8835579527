// malloc(5): p[5] is outside, although the block ends in the middle of a word.
#include <stdlib.h>

int main(void) {
    char *p = malloc(5);
    p[4] = 'a';
    p[5] = 'b'; //~ InvalidWrite
    free(p);
    return 0;
}
