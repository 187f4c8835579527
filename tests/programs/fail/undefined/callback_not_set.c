// A table of callbacks, and the one that is called was never set. It happens to be NULL. (Natively the
// address that is jumped to is an undefined value.)
//! exit: 134
#include <stdlib.h>

struct handlers {
    void (*opened)(void);
    void (*closed)(void);
};

static void say_nothing(void) {
}

int main(void) {
    static struct handlers *h;
    h = malloc(sizeof *h); //~ Leak_StillReachable
    h->opened = say_nothing;
    h->opened();
    h->closed(); //~ UninitCondition Trap
    return 0;
}
