// A copy by hand, byte by byte, takes the definedness with it as well.
//! levels: -O0 -O2
#include <stdio.h>
#include <stdlib.h>

__attribute__((noinline)) static void copy(unsigned char *to, const unsigned char *from, size_t n) {
    while (n-- > 0) {
        *to++ = *from++;
    }
}

__attribute__((noinline)) static int year_is(const int *date, int year) {
    if (date[2] == year) { //~ UninitCondition
        puts("this year");
        return 1;
    }
    return 0;
}

int main(void) {
    int *date = malloc(3 * sizeof *date);
    int *other = malloc(3 * sizeof *other);
    date[0] = 24;
    date[1] = 12;
    copy((unsigned char *)other, (unsigned char *)date, 3 * sizeof *date);
    int same = year_is(other, 1);
    free(date);
    free(other);
    return same;
}
