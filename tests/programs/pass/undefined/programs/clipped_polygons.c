// Polygons are clipped by four half planes: corners are returned by value, their colours set only where asked for.
//! levels: -O0 -O2
//! stdout: triangle: 4 corners, area 2, colours 0 1 2 0
//! stdout: square: 4 corners, area 1
//! stdout: outside: 0 corners, area 0
#include <stdio.h>
#include <stdlib.h>

struct corner {
    double x, y;
    unsigned char coloured;
    float colour;
};
struct polygon {
    int count;
    struct corner corners[16];
};

__attribute__((noinline)) static struct corner between(struct corner a, struct corner b, double t) {
    struct corner c;
    c.x = a.x + t * (b.x - a.x);
    c.y = a.y + t * (b.y - a.y);
    c.coloured = a.coloured && b.coloured;
    if (c.coloured) {
        c.colour = a.colour + (float)t * (b.colour - a.colour);
    }
    return c;
}

static double distance(const struct corner *c, int side) {
    return side == 0 ? c->x : side == 1 ? 2 - c->x : side == 2 ? c->y : 1 - c->y;
}

__attribute__((noinline)) static struct polygon clipped(struct polygon p, int side) {
    struct polygon out;
    out.count = 0;
    for (int i = 0; i < p.count; i++) {
        struct corner a = p.corners[i], b = p.corners[(i + 1) % p.count];
        double from = distance(&a, side), to = distance(&b, side);
        if (from >= 0) {
            out.corners[out.count++] = a;
        }
        if ((from > 0 && to < 0) || (from < 0 && to > 0)) {
            out.corners[out.count++] = between(a, b, from / (from - to));
        }
    }
    return out;
}

__attribute__((noinline)) static double area(const struct polygon *p) {
    double twice = 0;
    for (int i = 0; i < p->count; i++) {
        const struct corner *a = &p->corners[i], *b = &p->corners[(i + 1) % p->count];
        twice += a->x * b->y - b->x * a->y;
    }
    return twice / 2;
}

static void add(struct polygon *p, double x, double y, int colour) {
    struct corner *c = &p->corners[p->count++];
    c->x = x;
    c->y = y;
    c->coloured = colour >= 0;
    if (c->coloured) {
        c->colour = (float)colour;
    }
}

static void show(const char *name, struct polygon p) {
    for (int side = 0; side < 4; side++) {
        p = clipped(p, side);
    }
    printf("%s: %d corners, area %g", name, p.count, area(&p));
    for (int i = 0; i < p.count; i++) {
        if (p.corners[i].coloured) {
            printf("%s %.0f", i ? "" : ", colours", p.corners[i].colour);
        }
    }
    printf("\n");
}

int main(void) {
    struct polygon *p = malloc(3 * sizeof *p);
    p[0].count = p[1].count = p[2].count = 0;
    add(&p[0], 0, 0, 0);
    add(&p[0], 3, 0, 2);
    add(&p[0], 0, 3, 1);
    add(&p[1], 0.5, 0, -1);
    add(&p[1], 1.5, 0, -1);
    add(&p[1], 1.5, 1, -1);
    add(&p[1], 0.5, 1, 3);
    add(&p[2], 5, 5, 1);
    add(&p[2], 6, 5, -1);
    add(&p[2], 5, 6, 1);
    show("triangle", p[0]);
    p[1].corners[3].coloured = 0;
    show("square", p[1]);
    show("outside", p[2]);
    free(p);
    return 0;
}
