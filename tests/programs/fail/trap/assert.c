// An assertion that does not hold.
//! exit: 134
#include <assert.h>

static int half(int x) {
    assert(x % 2 == 0); //~ Trap
    return x / 2;
}

int main(void) {
    return half(2) + half(3);
}
