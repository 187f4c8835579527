// A longjmp out of functions whose frames were half set; variables that were set before it keep their values.
//! levels: -O0 -O2
//! stdout: 1 2 3 then 6
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

struct state {
    jmp_buf back;
    int attempts, unset;
    int *block;
};

__attribute__((noinline)) static void fail(struct state *state, int how) {
    int half_set[50];
    half_set[how] = how;
    longjmp(state->back, half_set[how]);
}

__attribute__((noinline)) static int attempt(struct state *state) {
    volatile int sum = 0;
    int how = setjmp(state->back);
    sum = sum + how;
    if (how < 3) {
        state->attempts++;
        fail(state, how + 1);
    }
    state->block[0] = sum;
    return how;
}

int main(void) {
    struct state *state = malloc(sizeof *state);
    state->block = malloc(2 * sizeof *state->block);
    state->attempts = 0;
    int last = attempt(state);
    for (int i = 1; i <= state->attempts; i++) {
        printf("%d ", i);
    }
    printf("then %d\n", last == 3 ? state->block[0] : 0);
    free(state->block);
    free(state);
    return 0;
}
