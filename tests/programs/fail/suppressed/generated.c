// With each finding comes the suppression that hides it.
//! options: --gen-suppressions=all --show-leak-kinds=all
#include <stdlib.h>
#include <unistd.h>

static int sum(const int *p, int n) {
    return n == 0 ? p[0] : p[n] + sum(p, n - 1); //~ InvalidRead
}

static char *block(size_t size) {
    return malloc(size); //~ Leak_DefinitelyLost 1 blocks
}

static char *kept;

int main(void) {
    int *p = calloc(8, sizeof *p);
    int odd = sum(p, 8) & 1;
    char *q = block(6);
    if (q[0] == 'x') odd = 1; //~ UninitCondition
    write(1, q + 4, 0);
    write(2, p + 8, 1);       //~ SyscallParam
    free(p);
    free(p);                  //~ InvalidFree
    kept = malloc(3);         //~ Leak_StillReachable 1 blocks
    return odd;
}
