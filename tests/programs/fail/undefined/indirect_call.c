// Which of two functions is called was never decided.
#include <stdio.h>
#include <stdlib.h>

static void on(void) {
    puts("on");
}
static void off(void) {
    puts("off");
}
static void (*const actions[2])(void) = {off, on};

int main(void) {
    int *state = malloc(sizeof *state);
    actions[*state & 1](); //~ UninitValue
    free(state);
    return 0;
}
