// A local without a value at setjmp is set before the longjmp, but only one of its members.
//! stdout: attempt 1
#include <setjmp.h>
#include <stdio.h>

struct outcome {
    int code;
    int detail;
};

static jmp_buf back;

__attribute__((noinline)) static void attempt(struct outcome *outcome, int how) {
    outcome->code = how;
    if (how == 2) {
        outcome->detail = 40;
    }
    longjmp(back, how);
}

int main(void) {
    struct outcome outcome;
    int how = setjmp(back);
    if (how == 0) {
        attempt(&outcome, 1);
    }
    printf("attempt %d\n", outcome.code);
    if (outcome.detail == 4711) { //~ UninitCondition
        puts("in detail");
    }
    return 0;
}
