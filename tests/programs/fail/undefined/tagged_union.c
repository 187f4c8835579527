// The tag says one arm, the constructor had set the other.
#include <stdio.h>
#include <stdlib.h>

struct value {
    enum { Number, Text } kind;
    union {
        char text[4];
        double number;
    };
};

int main(void) {
    struct value *v = malloc(sizeof *v);
    v->kind = Number;
    v->text[0] = 'x';
    v->text[1] = '\0';
    if (v->kind == Number && v->number < 1e9) { //~ UninitCondition
        puts("small");
    }
    free(v);
    return 0;
}
