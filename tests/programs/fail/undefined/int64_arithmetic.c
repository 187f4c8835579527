// 64-bit sums of timestamps, one of which was never taken.
//! levels: -O0 -O2
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct span {
    int64_t from, to;
};

__attribute__((noinline)) static struct span *begin(int64_t now) {
    struct span *s = malloc(sizeof *s);
    s->from = now;
    return s;
}

__attribute__((noinline)) static int seconds(const struct span *s) {
    if (s->to - s->from > 1000000000) { //~ UninitCondition
        puts("more than one");
        return 1;
    }
    return 0;
}

int main(void) {
    struct span *s = begin(123456789012345);
    int long_ago = seconds(s);
    (void)long_ago;
    free(s);
    return 0;
}
