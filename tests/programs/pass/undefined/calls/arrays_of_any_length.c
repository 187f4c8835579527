// Variable-length arrays and alloca in a loop: each is fresh and partly filled, whatever was there before.
//! levels: -O0 -O2
//! stdout: 0 1 3 6 10 15 21 28 36 45
#include <alloca.h>
#include <stdio.h>
#include <string.h>

__attribute__((noinline)) static int sum(const int *values, const int *count) {
    int all = 0;
    for (int i = 0; i < *count; i++) {
        all += values[i];
    }
    return all;
}

__attribute__((noinline)) static int of_length(int n) {
    int values[2 * n + 1];
    for (int i = 0; i < n; i++) {
        values[i] = i;
    }
    int *copy = alloca(sizeof values);
    memcpy(copy, values, sizeof values);
    copy[2 * n] = n;
    values[2 * n] = n + 1;
    return sum(copy, &copy[2 * n]);
}

int main(void) {
    for (int n = 1; n <= 10; n++) {
        printf("%d%s", of_length(n), n < 10 ? " " : "\n");
    }
    return 0;
}
