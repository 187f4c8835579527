// signal() and raise(): a handler that is called, one that is put back, and an ignored signal.
//! levels: -O0 -O2
//! stdout: 2 caught, ours was there: 1
#include <signal.h>
#include <stdio.h>

static volatile sig_atomic_t caught;

static void handler(int number) {
    if (number == SIGTERM) {
        caught++;
    }
}

int main(void) {
    signal(SIGTERM, handler);
    raise(SIGTERM);
    raise(SIGTERM);
    int ours = signal(SIGTERM, SIG_IGN) == handler;
    raise(SIGTERM);
    printf("%d caught, ours was there: %d\n", (int)caught, ours);
    return 0;
}
