// longjmp carries a value that was never set: setjmp returns it.
//! levels: -O0 -O2
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

struct failure {
    int line;
    int code;
};

static jmp_buf back;

__attribute__((noinline)) static void fail(const struct failure *why) {
    longjmp(back, why->code);
}

int main(void) {
    struct failure *why = malloc(sizeof *why);
    why->line = 12;
    int code = setjmp(back);
    if (code == 0) { //~ UninitCondition
        fail(why);
    }
    free(why);
    return 0;
}
