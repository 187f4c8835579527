// An off-by-one loop at -O2.
//! options: -O2
#include <stdio.h>
#include <stdlib.h>

__attribute__((noinline)) static void squares(int *p, int n) {
    for (int i = 0; i <= n; i++) {
        p[i] = i * i; //~ InvalidWrite
    }
}

int main(void) {
    int *p = malloc(10 * sizeof *p);
    squares(p, 10);
    printf("%d\n", p[9]);
    free(p);
    return 0;
}
