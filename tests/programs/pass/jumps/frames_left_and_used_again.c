// Deep frames of many shapes are left by longjmp; what is called next has its frames at the same addresses.
//! levels: -O0 -O2
//! stdout: 40 jumps, 8200 kept
#include <alloca.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

static jmp_buf back;

__attribute__((noinline)) static void fall(int depth, int stop) {
    char fixed[24];
    char *variable = alloca((size_t)depth * 8 + 1);
    int array[depth + 1];
    memset(variable, depth, (size_t)depth * 8 + 1);
    array[depth] = depth;
    fixed[depth % 24] = 1;
    if (depth == stop) {
        longjmp(back, array[depth]);
    }
    fall(depth + 1, stop);
    fixed[0] = variable[0];
}

__attribute__((noinline)) static int fill(int n) {
    char buffer[512];
    int sum = 0;
    for (int i = 0; i < n; i++) {
        buffer[i] = 1;
    }
    for (int i = 0; i < n; i++) {
        sum += buffer[i];
    }
    return sum;
}

int main(void) {
    volatile int jumps = 0, kept = 0;
    for (volatile int i = 1; i <= 40; i++) {
        int depth = setjmp(back);
        if (depth == 0) {
            fall(1, i);
        }
        jumps = jumps + 1;
        kept = kept + fill(depth * 10);
    }
    printf("%d jumps, %d kept\n", jumps, kept);
    return 0;
}
