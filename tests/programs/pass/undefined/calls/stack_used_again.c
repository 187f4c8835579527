// A recursion whose frames lie where other frames, defined and undefined, lay before.
//! levels: -O0 -O2
//! stdout: 6765 987 21, 20 deep
#include <stdio.h>
#include <string.h>

struct frame {
    int used, unset;
    int pieces[6];
};

__attribute__((noinline)) static void litter(int depth) {
    volatile char junk[200];
    memset((char *)junk, depth, sizeof junk);
    if (depth > 0) {
        litter(depth - 1);
    }
}

__attribute__((noinline)) static int deepest(int depth, int *most) {
    struct frame f;
    f.used = 0;
    if (depth > *most) {
        *most = depth;
    }
    while (f.used < depth % 6) {
        f.pieces[f.used++] = depth;
    }
    if (depth < 20) {
        deepest(depth + 1, most);
    }
    return f.used > 0 ? f.pieces[f.used - 1] : 0;
}

__attribute__((noinline)) static int fibonacci(int n) {
    struct frame f;
    if (n < 2) {
        return n;
    }
    f.pieces[0] = fibonacci(n - 1);
    f.pieces[1] = fibonacci(n - 2);
    f.used = f.pieces[0] + f.pieces[1];
    return f.used;
}

int main(void) {
    litter(30);
    int a = fibonacci(20), most = 0;
    litter(5);
    deepest(1, &most);
    int b = fibonacci(16);
    litter(40);
    printf("%d %d %d, %d deep\n", a, b, fibonacci(8), most);
    return 0;
}
