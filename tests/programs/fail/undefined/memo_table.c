// A table of remembered results that was never cleared: what is 0 in it is not known.
//! levels: -O0 -O2
#include <stdlib.h>

__attribute__((noinline)) static long *new_memo(int count) {
    return malloc(count * sizeof(long));
}

__attribute__((noinline)) static long fibonacci(int n, long *memo) {
    if (n < 2) {
        return n;
    }
    if (memo[n] == 0) { //~ UninitCondition
        memo[n] = fibonacci(n - 1, memo) + fibonacci(n - 2, memo);
    }
    return memo[n];
}

int main(void) {
    long *memo = new_memo(21);
    long result = fibonacci(20, memo);
    free(memo);
    return result == 6765 ? 0 : 1;
}
