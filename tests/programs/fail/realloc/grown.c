// A block that was made larger, and not by enough.
#include <stdlib.h>

int main(void) {
    char *p = malloc(10);
    p = realloc(p, 20);
    p[19] = 'a';
    p[20] = 'b'; //~ InvalidWrite
    free(p);
    return 0;
}
