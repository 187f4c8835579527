// Dynamic programming in a malloc'd table of which only a band along the diagonal is ever set.
//! levels: -O0 -O2
//! stdout: kitten sitting: 3, intention execution: 5, redzone redstone: 2, same same: 0
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { Band = 5, Far = 1000 };

static int least(int a, int b, int c) {
    int ab = a < b ? a : b;
    return ab < c ? ab : c;
}

__attribute__((noinline)) static int distance(const char *a, const char *b) {
    int n = (int)strlen(a), m = (int)strlen(b);
    int *table = malloc((size_t)((n + 1) * (m + 1)) * sizeof *table);
#define CELL(i, j) table[(i) * (m + 1) + (j)]
    for (int i = 0; i <= n; i++) {
        for (int j = i > Band ? i - Band : 0; j <= m && j <= i + Band; j++) {
            int above = i > 0 && j < i + Band ? CELL(i - 1, j) + 1 : Far;
            int left = j > 0 && j > i - Band ? CELL(i, j - 1) + 1 : Far;
            int diagonal = i > 0 && j > 0 ? CELL(i - 1, j - 1) + (a[i - 1] != b[j - 1]) : i + j > 0 ? Far : 0;
            CELL(i, j) = least(above, left, diagonal);
        }
    }
    int result = CELL(n, m);
    free(table);
    return result;
}

int main(void) {
    static const char *const pairs[][2] = {
        {"kitten", "sitting"}, {"intention", "execution"}, {"redzone", "redstone"}, {"same", "same"}};
    for (int i = 0; i < 4; i++) {
        printf("%s %s: %d%s", pairs[i][0], pairs[i][1], distance(pairs[i][0], pairs[i][1]), i < 3 ? ", " : "\n");
    }
    return 0;
}
