// A table of functions, in constant memory and on the heap.
//! options: -O2
#include <stdlib.h>

static int add(int a, int b) {
    return a + b;
}
static int subtract(int a, int b) {
    return a - b;
}
static int multiply(int a, int b) {
    return a * b;
}

static int (*const operations[])(int, int) = {add, subtract, multiply};

int main(void) {
    int (**copy)(int, int) = malloc(sizeof operations);
    for (int i = 0; i < 3; i++) {
        copy[i] = operations[2 - i];
    }
    int x = 10;
    for (volatile int i = 0; i < 3; i++) {
        x = copy[i](x, 3) + operations[i](1, 1);
    }
    free(copy);
    return x == 33 ? 0 : x;
}
