// Two tag bits say what a word is: for some tags the other bits were never set, and nobody asks for them.
//! levels: -O0 -O2
//! stdout: nil 21 ok nil -7
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { Pointer = 0, Number = 1, Nil = 2 };
typedef union {
    uintptr_t bits;
    struct {
        uintptr_t tag : 2;
        uintptr_t rest : 8 * sizeof(uintptr_t) - 2;
    } as;
} word;

__attribute__((noinline)) static void set_nil(word *w) {
    w->as.tag = Nil;
}

__attribute__((noinline)) static void set_number(word *w, int number) {
    w->bits = (uintptr_t)(intptr_t)number << 2 | Number;
}

__attribute__((noinline)) static void show(word w) {
    if ((w.bits & 3) == Nil) {
        printf("nil");
    } else if ((w.bits & 3) == Number) {
        printf("%d", (int)((intptr_t)w.bits >> 2));
    } else {
        printf("%s", (const char *)w.bits);
    }
}

int main(void) {
    word *words = malloc(5 * sizeof *words);
    set_nil(&words[0]);
    set_number(&words[1], 21);
    words[2].bits = (uintptr_t)malloc(3);
    ((char *)words[2].bits)[0] = 'o';
    ((char *)words[2].bits)[1] = 'k';
    ((char *)words[2].bits)[2] = '\0';
    words[3] = words[0];
    set_number(&words[4], -7);
    for (int i = 0; i < 5; i++) {
        show(words[i]);
        printf("%s", i < 4 ? " " : "\n");
    }
    free((void *)words[2].bits);
    free(words);
    return 0;
}
