// longjmp leaves before the assignment that setjmp's caller counts on.
//! levels: -O0 -O2
//! stdout: the first is 17
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

static jmp_buf failed;

static int number(const char *text) {
    if (*text < '0' || *text > '9') {
        longjmp(failed, 1);
    }
    return atoi(text);
}

int main(void) {
    volatile int first, second;
    if (setjmp(failed) == 0) {
        first = number("17");
        second = number("x");
    }
    if (first == 17) {
        puts("the first is 17");
    }
    if (second == 4711) { //~ UninitCondition
        puts("and there is a second");
    }
    return 0;
}
