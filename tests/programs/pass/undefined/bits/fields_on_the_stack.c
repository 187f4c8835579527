// Bit-fields of a local struct, signed ones too: sign extension must not drag undefined bits in.
//! levels: -O0 -O2
//! stdout: -4 -1 3 and 7
//! stdout: -3 0 2 and 6
#include <stdio.h>

struct mixed {
    signed int a : 3;
    signed int gap : 6;
    signed int b : 1;
    unsigned int c : 2;
    signed int other_gap : 11;
    signed int d : 9;
};

__attribute__((noinline)) static void start(struct mixed *m) {
    m->d = 7;
    m->c = 3;
    m->b = -1;
    m->a = -4;
}

__attribute__((noinline)) static void step(struct mixed *m) {
    m->a++;
    m->b = !m->b ? -1 : 0;
    m->c -= 1;
    m->d--;
}

__attribute__((noinline)) static void show(const struct mixed *m) {
    if ((m->a == -4 || m->a == -3) && (m->d == 6 || m->d == 7)) {
        printf("%d %d %d and %d\n", m->a, m->b, m->c, m->d);
    }
}

int main(void) {
    struct mixed m;
    start(&m);
    show(&m);
    struct mixed next = m;
    step(&next);
    show(&next);
    return 0;
}
