// An array of variable length at -O2, its address given to another function.
//! options: -O2
#include <stdlib.h>

__attribute__((noinline)) static void fill(int *p, int n) {
    for (int i = 0; i < n; i++) {
        p[i] = n - i;
    }
}

static int compare(const void *a, const void *b) {
    return *(const int *)a - *(const int *)b;
}

int main(void) {
    int wrong = 0;
    for (int n = 1; n < 200; n += 13) {
        int table[n];
        fill(table, n);
        qsort(table, n, sizeof table[0], compare);
        wrong += table[0] != 1 || table[n - 1] != n;
    }
    return wrong;
}
