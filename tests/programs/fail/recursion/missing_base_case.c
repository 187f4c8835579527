// The base case is there, and -1 passes it by; what the frames point to is still reachable.
//! exit: 134
#include <stdlib.h>

static int factorial(int n, int *calls) { //~ StackOverflow
    (*calls)++;
    return n == 0 ? 1 : n * factorial(n - 1, calls);
}

int main(void) {
    int *calls = calloc(1, sizeof *calls); //~ Leak_StillReachable
    int f = factorial(5, calls) + factorial(-1, calls);
    free(calls);
    return f;
}
