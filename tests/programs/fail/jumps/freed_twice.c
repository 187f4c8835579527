// The function frees, then fails; whoever catches it frees again.
//! levels: -O0 -O2
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

static jmp_buf back;
static char *volatile shared;

__attribute__((noinline)) static void consume(char *text) {
    int length = (int)strlen(text);
    free(text);
    if (length > 4) {
        longjmp(back, length);
    }
    shared = NULL;
}

int main(void) {
    shared = malloc(8);
    strcpy(shared, "toolong");
    if (setjmp(back) == 0) {
        consume(shared);
    } else {
        free(shared); //~ InvalidFree
    }
    return 0;
}
