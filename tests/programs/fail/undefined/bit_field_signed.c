// The sign of a signed bit-field that was never set decides a comparison.
#include <stdio.h>
#include <stdlib.h>

struct step {
    int right : 6;
    int down : 6;
};

__attribute__((noinline)) static struct step *step_right(int by) {
    struct step *s = malloc(sizeof *s);
    s->right = by;
    return s;
}

int main(void) {
    struct step *s = step_right(-3);
    if (s->right < 0) {
        puts("to the left");
    }
    if (s->down < 0) { //~ UninitCondition
        puts("upwards");
    }
    free(s);
    return 0;
}
