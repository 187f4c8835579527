// The message of an error is formatted into a block that is one byte too small, on the way to longjmp.
//! levels: -O0 -O2
//! stdout: error 7: no digits
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct error {
    jmp_buf back;
    char *message;
};

__attribute__((noinline)) static void fail(struct error *error, int code, const char *what) {
    char number[12];
    sprintf(number, "%d", code);
    size_t length = strlen("error : ") + strlen(number) + strlen(what);
    error->message = malloc(length);
    sprintf(error->message, "error %d: %s", code, what); //~ InvalidWrite
    longjmp(error->back, 1);
}

int main(void) {
    struct error *error = malloc(sizeof *error);
    error->message = NULL;
    if (setjmp(error->back) == 0) {
        fail(error, 7, "no digits");
    } else {
        puts(error->message); //~ InvalidRead
    }
    free(error->message);
    free(error);
    return 0;
}
