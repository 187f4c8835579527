// abort, called two calls down.
//! exit: 134
#include <stdlib.h>

static void fail(void) {
    abort(); //~ Trap
}

int main(void) {
    fail();
    return 0;
}
