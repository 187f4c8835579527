// An int read after free.
#include <stdlib.h>

int main(void) {
    int *p = malloc(sizeof *p);
    *p = 42;
    free(p);
    int x = *p; //~ InvalidRead
    (void)x;
    return 0;
}
