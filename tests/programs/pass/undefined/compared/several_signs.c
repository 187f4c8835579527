// Tests of several fields in one word, joined: -O2 makes of them what it likes, and undefined fields never decide.
//! levels: -O0 -O2
//! stdout: 1 2 4 8
#include <stdio.h>
#include <stdlib.h>

struct mixed {
    signed int a : 3;
    signed int gap : 6;
    unsigned int b : 3;
    signed int other_gap : 11;
    signed int c : 9;
};

__attribute__((noinline)) static struct mixed *made(int a, int b, int c) {
    struct mixed *m = malloc(sizeof *m);
    m->c = c;
    m->b = (unsigned)b;
    m->a = a;
    return m;
}

__attribute__((noinline)) static int kind(const struct mixed *m) {
    if (m->a < 0 && m->c > 0) {
        return 1;
    }
    if (m->a >= 0 && m->b > 3 && m->c > 7) {
        return 2;
    }
    if (m->c < -100 || m->b == 7) {
        return 4;
    }
    return m->c >= -20 && m->c <= 20 ? 8 : 16;
}

int main(void) {
    struct mixed *all[] = {made(-1, 0, 5), made(1, 5, 8), made(3, 1, -200), made(0, 2, -17)};
    for (int i = 0; i < 4; i++) {
        printf("%d%s", kind(all[i]), i < 3 ? " " : "\n");
        free(all[i]);
    }
    return 0;
}
