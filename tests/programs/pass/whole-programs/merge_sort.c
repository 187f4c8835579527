// Merge sort with a temporary block for each merge.
#include <stdlib.h>
#include <string.h>

static void sort(int *p, int n) {
    if (n < 2) {
        return;
    }
    int half = n / 2;
    sort(p, half);
    sort(p + half, n - half);
    int *left = malloc(half * sizeof *left);
    memcpy(left, p, half * sizeof *left);
    int i = 0, k = half, out = 0;
    while (i < half) {
        p[out++] = k < n && p[k] < left[i] ? p[k++] : left[i++];
    }
    free(left);
}

int main(void) {
    int n = 777;
    int *p = malloc(n * sizeof *p);
    for (int i = 0; i < n; i++) {
        p[i] = i * 311 % n;
    }
    sort(p, n);
    int wrong = 0;
    for (int i = 0; i < n; i++) {
        wrong += p[i] != i;
    }
    free(p);
    return wrong != 0;
}
