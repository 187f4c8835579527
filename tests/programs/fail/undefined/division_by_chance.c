// A divisor that was never set, and it happens to be 0. (Natively that is a signal, and no finding.)
//! exit: 134
#include <stdlib.h>

struct mean {
    int sum, count;
};

int main(void) {
    static struct mean *m;
    m = malloc(sizeof *m); //~ Leak_StillReachable
    m->sum = 10;
    int average = m->sum / m->count; //~ UninitValue Trap
    (void)average;
    return 0;
}
