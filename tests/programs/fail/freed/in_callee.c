// A function frees its argument; the caller goes on using it.
#include <stdlib.h>

static int consume(int *p) {
    int x = *p;
    free(p);
    return x;
}

int main(void) {
    int *p = malloc(sizeof *p);
    *p = 1;
    int x = consume(p);
    x += *p; //~ InvalidRead
    (void)x;
    return 0;
}
