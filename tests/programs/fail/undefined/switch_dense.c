// A switch with a jump table on a field that was never set. (Natively Valgrind reports the table's
// bounds as a condition and then its index as a value.)
#include <stdio.h>
#include <stdlib.h>

struct shape {
    int sides;
    int kind;
};

static const char *name(const struct shape *s) {
    switch (s->kind) { //~ UninitCondition
        case 1: return "circle";
        case 2: return "square";
        case 3: return "triangle";
        case 4: return "hexagon";
        case 5: return "star";
        case 6: return "line";
        default: return "point";
    }
}

int main(void) {
    struct shape *s = malloc(sizeof *s);
    s->sides = 4;
    puts(name(s));
    free(s);
    return 0;
}
