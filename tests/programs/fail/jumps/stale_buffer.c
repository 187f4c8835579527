// The function that called setjmp has returned: its jmp_buf leads nowhere, and nobody waits there.
//! levels: -O0 -O2
//! exit: 134
#include <setjmp.h>
#include <stdio.h>

static jmp_buf back;

__attribute__((noinline)) static int prepare(void) {
    return setjmp(back);
}

int main(void) {
    int how = prepare();
    printf("prepared: %d\n", how);
    if (how == 0) {
        longjmp(back, 1); //~ Trap
    }
    return 0;
}
