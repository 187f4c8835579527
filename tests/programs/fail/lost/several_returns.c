// Several calls end in one step: whoever still had the pointer loses it where it stands in its code, not where the innermost one does.
#include <setjmp.h>
#include <stdlib.h>

struct reading {
    int value;
    struct reading *before;
};

static int sum(const struct reading *last) {
    int all = 0;
    for (; last != NULL; last = last->before) {
        all += last->value;
    }
    return all;
}

static int total(int value) {
    struct reading *only = malloc(sizeof *only); //~ Leak_DefinitelyLost 1 blocks
    only->value = value;
    only->before = NULL;
    return sum(only); //@ lost 1
}

static int doubled(int value) {
    return 2 * total(value);
}

/* Nobody has it but the function called last, in its parameter. */
static int given(struct reading *mine) {
    mine->value = 5;
    return mine->value; //@ lost 2
}

static int giver(void) {
    return given(malloc(sizeof(struct reading))); //~ Leak_DefinitelyLost 1 blocks
}

static int down(int levels) {
    return levels == 0 ? 7 : down(levels - 1);
}

static int above_many(void) {
    struct reading *high = malloc(sizeof *high); //~ Leak_DefinitelyLost 1 blocks
    high->value = 40;
    return down(high->value); //@ lost 3
}

static jmp_buf out;

static void give_up(int code) {
    longjmp(out, code); //@ lost 4
}

static void with_block(void) {
    struct reading *kept = malloc(sizeof *kept); //~ Leak_DefinitelyLost 1 blocks
    kept->value = 3;
    give_up(kept->value);
}

int main(void) {
    int all = doubled(4);
    all += giver();
    all += above_many();
    if (setjmp(out) == 0) {
        with_block();
    }
    return all != 20;
}
