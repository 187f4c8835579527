// A function forgets what it was given, or gives back what nobody takes.
#include <stdio.h>
#include <stdlib.h>

struct box {
    int *content;
};

static void clear(struct box *box) {
    box->content = NULL; //@ lost 2
}

static int *make(int value) {
    int *p = malloc(sizeof *p); //~ Leak_DefinitelyLost 1 blocks
    *p = value;
    return p; //@ lost 3
}

int main(void) {
    struct box *box = malloc(sizeof *box);
    box->content = malloc(100); //~ Leak_DefinitelyLost
    clear(box);
    free(box);
    make(1); // goes on when make has returned: no step of its own
    printf("the work goes on\n");
    int *p = make(2);
    free(p);
    return 0;
}
