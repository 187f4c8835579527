// A call through a null function pointer.
//! exit: 134
#include <stddef.h>

struct operations {
    int (*open)(void);
    int (*close)(void);
};

static int do_open(void) {
    return 0;
}

int main(void) {
    struct operations ops = {do_open, NULL};
    ops.open();
    return ops.close(); //~ Trap
}
