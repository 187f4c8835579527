// Bit-fields in malloc'd memory: setting one loads its undefined neighbours and stores them again.
//! levels: -O0 -O2
//! stdout: 5 1 0 2047
//! stdout: 6 0 1 2046
#include <stdio.h>
#include <stdlib.h>

struct flags {
    unsigned mode : 3;
    unsigned never_set : 9;
    unsigned on : 1;
    unsigned ready : 1;
    unsigned count : 11;
    unsigned never_set_either : 7;
};

__attribute__((noinline)) static void set(struct flags *f, unsigned mode, unsigned on, unsigned count) {
    f->mode = mode;
    f->on = on;
    f->count = count;
    f->ready = !f->on;
}

__attribute__((noinline)) static int show(const struct flags *f) {
    if (f->mode == 0 || f->mode > 6) {
        return 1;
    }
    if (f->on == f->ready || (f->count & 0x700) != 0x700) {
        return 2;
    }
    printf("%d %d %d %d\n", f->mode, f->on, f->ready, f->count);
    return 0;
}

int main(void) {
    struct flags *f = malloc(2 * sizeof *f);
    set(&f[0], 5, 1, 2047);
    f[1] = f[0];
    f[1].mode++;
    f[1].count--;
    f[1].on ^= 1;
    f[1].ready = ~f[1].ready;
    int wrong = show(&f[0]) | show(&f[1]);
    free(f);
    return wrong;
}
