// A sum over one element too many.
#include <stdio.h>
#include <stdlib.h>

static int sum(const int *p, int n) {
    int s = 0;
    for (int i = 0; i <= n; i++) {
        s += p[i]; //~ InvalidRead
    }
    return s;
}

int main(void) {
    int *p = calloc(8, sizeof *p);
    printf("%d\n", sum(p, 8));
    free(p);
    return 0;
}
