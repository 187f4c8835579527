// The second of two shorts in a word; loads of one must not look at the other.
#include <stdio.h>
#include <stdlib.h>

struct size {
    short width, height;
};

int main(void) {
    struct size *s = malloc(sizeof *s);
    s->width = 640;
    if (s->width < 0) {
        puts("never");
    }
    if (s->height < 0) { //~ UninitCondition
        puts("upside down");
    }
    free(s);
    return 0;
}
