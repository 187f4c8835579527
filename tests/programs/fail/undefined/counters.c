// Counting starts at whatever was there.
//! levels: -O0 -O2
#include <stdio.h>
#include <stdlib.h>

__attribute__((noinline)) static void count(int *counts, const char *text) {
    for (; *text; text++) {
        counts[*text % 16]++;
    }
}

__attribute__((noinline)) static int is_more(const int *counts, int a, int b) {
    if (counts[a] > counts[b]) { //~ UninitCondition
        puts("more");
        return 1;
    }
    return 0;
}

int main(void) {
    int *counts = malloc(16 * sizeof *counts);
    count(counts, "redzone");
    int more = is_more(counts, 'e' % 16, 'o' % 16);
    (void)more;
    free(counts);
    return 0;
}
