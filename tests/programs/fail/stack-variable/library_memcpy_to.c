// Eight numbers are copied to where there is room for six.
//! levels: -O0 -O2
#include <string.h>

__attribute__((noinline)) static void copy(int *to, const int *from, int count) {
    memcpy(to, from, count * sizeof *to); //~ InvalidWrite
}

int main(void) {
    int all[8] = {1, 2, 3, 4, 5, 6, 7, 8};
    int some[6];
    copy(some, all, 8);
    return some[5] - 6;
}
