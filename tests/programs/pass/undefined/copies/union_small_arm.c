// A union of which only the small arm is set, copied whole: the rest of the large arm is nobody's business.
//! levels: -O0 -O2
//! stdout: char x
//! stdout: char x
//! stdout: real 0.75
//! stdout: name of eleven
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct value {
    enum { Char, Real, Name } kind;
    union {
        char one;
        double real;
        char name[24];
    } as;
};

__attribute__((noinline)) static void show(const struct value *value) {
    switch (value->kind) {
    case Char:
        printf("char %c\n", value->as.one);
        break;
    case Real:
        printf("real %g\n", value->as.real);
        break;
    case Name:
        printf("name %s\n", value->as.name);
        break;
    }
}

int main(void) {
    struct value *values = malloc(4 * sizeof *values);
    values[0].kind = Char;
    values[0].as.one = 'x';
    values[1].kind = Real;
    values[1].as.real = 0.75;
    values[2].kind = Name;
    strcpy(values[2].as.name, "of eleven");
    values[3] = values[0];
    struct value swap = values[3];
    values[3] = values[2];
    values[2] = values[1];
    values[1] = swap;
    for (int i = 0; i < 4; i++) {
        show(&values[i]);
    }
    free(values);
    return 0;
}
