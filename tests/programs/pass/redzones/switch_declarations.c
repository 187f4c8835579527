// Variables that are declared in a switch and in its cases; the jump to a case passes their
// declaration.
//! levels: -O0 -O2
//! stdout: 11 7 23 -1
#include <stdio.h>

__attribute__((noinline)) static int step(int what) {
    int result = -1;
    switch (what) {
        int shared;
        int pair[2];
    case 0:
        shared = 5;
        pair[1] = 6;
        result = shared + pair[1];
        break;
    case 1: {
        int own[3] = {1, 2, 4};
        for (int i = 0; i < 3; i++) {
            result += own[i];
        }
        result++;
        break;
    }
    case 2:
        pair[0] = 20;
        /* fall through */
    case 3: {
        int own[3] = {0, 1, 2};
        shared = own[1] + own[2];
        result = shared + (what == 2 ? pair[0] : 0);
        break;
    }
    default:
        break;
    }
    return result;
}

int main(void) {
    printf("%d %d %d %d\n", step(0), step(1), step(2), step(9));
    return 0;
}
