// A switch over a defined field selects which of the other fields are looked at.
//! levels: -O0 -O2
//! stdout: 78.5 12 6 0 0
#include <stdio.h>
#include <stdlib.h>

enum kind { Circle, Square, Triangle, Point, Kinds };
struct shape {
    unsigned char kind;
    float radius, side, base, height;
    int unset;
};

__attribute__((noinline)) static double area(const struct shape *s) {
    switch ((enum kind)s->kind) {
    case Circle:
        return 3.14 * s->radius * s->radius;
    case Square:
        return s->side * s->side;
    case Triangle:
        return s->base * s->height / 2;
    case Point:
    default:
        return 0;
    }
}

__attribute__((noinline)) static void make(struct shape *s, enum kind kind, float a, float b) {
    s->kind = (unsigned char)kind;
    if (kind == Circle) {
        s->radius = a;
    } else if (kind == Square) {
        s->side = a;
    } else if (kind == Triangle) {
        s->base = a;
        s->height = b;
    }
}

int main(void) {
    struct shape *shapes = malloc(5 * sizeof *shapes);
    make(&shapes[0], Circle, 5, 0);
    make(&shapes[1], Square, 3.4641f, 0);
    make(&shapes[2], Triangle, 3, 4);
    make(&shapes[3], Point, 0, 0);
    shapes[4] = shapes[3];
    for (int i = 0; i < 5; i++) {
        printf("%.3g%s", area(&shapes[i]), i < 4 ? " " : "\n");
    }
    free(shapes);
    return 0;
}
