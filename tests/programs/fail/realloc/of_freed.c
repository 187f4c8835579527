// realloc of a block that was freed.
#include <stdlib.h>

int main(void) {
    char *p = malloc(10);
    free(p);
    char *q = realloc(p, 20); //~ InvalidFree
    free(q);
    return 0;
}
