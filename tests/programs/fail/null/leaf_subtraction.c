// A subtraction in a function that calls nobody, and an address at the far end of memory: no stack overflow.
//! exit: 134
#include <stdlib.h>

static int before(const int *a, int n, int i) {
    return a[n - i]; //~ InvalidRead
}

int main(void) {
    return before(NULL, 1, 3);
}
