// malloc(0) may give a pointer, but not one byte that may be touched.
#include <stdlib.h>

int main(void) {
    char *p = malloc(0);
    p[0] = 'a'; //~ InvalidWrite
    free(p);
    return 0;
}
