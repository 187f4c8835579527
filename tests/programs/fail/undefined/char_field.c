// One char among others.
#include <stdio.h>
#include <stdlib.h>

struct cell {
    char symbol;
    char colour;
    char bold;
    char blink;
};

int main(void) {
    struct cell *c = malloc(sizeof *c);
    c->symbol = '#';
    c->colour = 3;
    c->blink = 0;
    if (c->blink || c->colour != 3) {
        puts("never");
    }
    if (c->bold) { //~ UninitCondition
        puts("bold");
    }
    free(c);
    return 0;
}
