// longjmp leaves a pointer into a frame that is gone with it.
#include <setjmp.h>
#include <stdio.h>

static jmp_buf back;
static const int *worst;

__attribute__((noinline)) static void inspect(int depth) {
    int found[16];
    for (int i = 0; i < 16; i++) {
        found[i] = i * depth;
    }
    if (depth == 4) {
        worst = &found[15];
        longjmp(back, 1);
    }
    inspect(depth + 1);
    found[0] = 0;
}

int main(void) {
    if (setjmp(back) == 0) {
        inspect(1);
    }
    if (*worst > 50) { //~ InvalidRead
        puts("worst is more than 50");
    }
    return 0;
}
