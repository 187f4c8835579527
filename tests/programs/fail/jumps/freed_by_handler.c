// The place that a longjmp leads to frees the buffer; the code behind it, for both ways, uses it once more.
//! levels: -O0 -O2
//! stdout: caught 3
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

struct session {
    jmp_buf back;
    int *numbers;
    int count;
};

__attribute__((noinline)) static void add(struct session *s, int number) {
    if (s->count == 3) {
        longjmp(s->back, s->count);
    }
    s->numbers[s->count++] = number;
}

int main(void) {
    struct session *s = malloc(sizeof *s);
    s->numbers = malloc(3 * sizeof *s->numbers);
    s->count = 0;
    int caught = setjmp(s->back);
    if (caught == 0) {
        for (int i = 0; i < 5; i++) {
            add(s, i * i);
        }
    } else {
        printf("caught %d\n", caught);
        free(s->numbers);
    }
    s->numbers[0] = 0; //~ InvalidWrite
    free(s);
    return 0;
}
