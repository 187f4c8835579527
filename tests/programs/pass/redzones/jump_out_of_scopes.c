// longjmp leaves blocks and functions with arrays of both kinds; afterwards the stack is used as
// if nothing had been.
//! levels: -O0 -O2
//! stdout: 40 thrown, 4950
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

static jmp_buf back;

__attribute__((noinline)) static void dig(int depth, int room) {
    char text[24];
    int numbers[room];
    memset(text, depth, sizeof text);
    for (int i = 0; i < room; i++) {
        int scoped[5] = {i, i, i, i, i};
        numbers[i] = scoped[4] + text[23];
        if (depth == 0 && i == room - 1) {
            longjmp(back, 1 + numbers[0]);
        }
    }
    dig(depth - 1, room + 1);
}

__attribute__((noinline)) static int use_stack(void) {
    int numbers[100];
    int total = 0;
    for (int i = 0; i < 100; i++) {
        numbers[i] = i;
    }
    for (int i = 0; i < 100; i++) {
        total += numbers[i];
    }
    return total;
}

int main(void) {
    volatile int thrown = 0;
    for (volatile int i = 0; i < 40; i++) {
        char local[17];
        memset(local, 1, sizeof local);
        if (setjmp(back) == 0) {
            char inner[33];
            memset(inner, 2, sizeof inner);
            dig(inner[32] + 3, 1);
        } else {
            thrown += local[16];
        }
    }
    printf("%d thrown, %d\n", thrown, use_stack());
    return 0;
}
