// A maximum over one element too many, at -O2.
//! options: -O2
#include <stdio.h>
#include <stdlib.h>

__attribute__((noinline)) static int largest(const int *p, int n) {
    int best = p[0];
    for (int i = 1; i <= n; i++) {
        best = p[i] > best ? p[i] : best; //~ InvalidRead
    }
    return best;
}

int main(void) {
    int *p = calloc(9, sizeof *p);
    p[3] = 5;
    printf("%d\n", largest(p, 9));
    free(p);
    return 0;
}
