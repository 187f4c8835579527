// One function with three setjmps, a callee that chooses among them, and a jmp_buf that is copied.
//! levels: -O0 -O2
//! stdout: abcabcabc
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct places {
    jmp_buf buffers[3];
    int unset[4];
    int rounds;
};

__attribute__((noinline)) static void go(struct places *places, int where) {
    longjmp(places->buffers[where], where + 1);
}

int main(void) {
    struct places *places = malloc(sizeof *places);
    places->rounds = 0;
    if (setjmp(places->buffers[0]) != 0) {
        putchar('b');
        go(places, 1);
    }
    if (setjmp(places->buffers[1]) != 0) {
        putchar('c');
        go(places, 2);
    }
    if (setjmp(places->buffers[2]) != 0) {
        places->rounds++;
    }
    if (places->rounds < 3) {
        putchar('a');
        go(places, 0);
    }
    putchar('\n');
    free(places);
    return 0;
}
