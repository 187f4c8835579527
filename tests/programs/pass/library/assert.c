// An assertion that does not hold ends the program; that by itself is no memory error.
//! exit: 134
#include <assert.h>
#include <stdlib.h>

static int half(int x) {
    assert(x % 2 == 0);
    return x / 2;
}

int main(void) {
    int *p = malloc(sizeof *p);
    *p = half(2);
    free(p);
    return half(3);
}
