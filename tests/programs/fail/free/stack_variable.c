// A local variable is not from malloc.
#include <stdlib.h>

static void release(int *p) {
    free(p); //~ InvalidFree
}

int main(void) {
    int x = 42;
    release(&x);
    return x - 42;
}
