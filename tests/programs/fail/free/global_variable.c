// A global variable is not from malloc.
#include <stdlib.h>

static int counter;

static void release(int *p) {
    free(p); //~ InvalidFree
}

int main(void) {
    release(&counter);
    return counter;
}
