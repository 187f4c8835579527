// abort() ends the program; that by itself is no memory error.
//! exit: 134
#include <stdlib.h>

static void fail(void) {
    abort();
}

int main(void) {
    fail();
    return 0;
}
