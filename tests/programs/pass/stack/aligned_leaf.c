// Locals of large alignment in a function that calls nobody: its frame lies below the stack pointer.
//! stdout: 10
#include <stdalign.h>
#include <stdio.h>

static int sum(int n) {
    alignas(64) int table[4] = {1, 2, 3, n};
    int total = 0;
    for (int i = 0; i < 4; i++) {
        total += table[i];
    }
    return total;
}

int main(void) {
    printf("%d\n", sum(4));
    return 0;
}
