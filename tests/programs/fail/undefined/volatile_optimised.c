// A volatile local is read at -O2 as well.
//! options: -O2
#include <stdio.h>

__attribute__((noinline)) static void stop(void) {
    puts("stop");
}

int main(void) {
    volatile int ready;
    if (ready) { //~ UninitCondition
        stop();
    }
    return 0;
}
