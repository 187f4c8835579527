// A copy of each line is lost when a check inside leaves by longjmp, past the free.
//! levels: -O0 -O2
//! stdout: 2 good, 2 bad
#include <ctype.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static jmp_buf bad_line;

__attribute__((noinline)) static void check(const char *line) {
    for (; *line; line++) {
        if (!isalpha((unsigned char)*line)) {
            longjmp(bad_line, 1);
        }
    }
}

__attribute__((noinline)) static void handle(const char *line) {
    char *copy = malloc(strlen(line) + 1); //~ Leak_DefinitelyLost 2 blocks
    strcpy(copy, line);
    copy[0] = (char)tolower((unsigned char)copy[0]);
    check(copy);
    free(copy);
}

int main(void) {
    static const char *const lines[] = {"Alpha", "b4", "Gamma", "de lta"};
    volatile int good = 0, bad = 0;
    for (volatile int i = 0; i < 4; i++) {
        if (setjmp(bad_line) == 0) {
            handle(lines[i]);
            good = good + 1;
        } else {
            bad = bad + 1;
        }
    }
    printf("%d good, %d bad\n", good, bad);
    return 0;
}
