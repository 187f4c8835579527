// Bit-fields at the end of local and global structures: the compiler reads and writes units that
// just fit.
//! levels: -O0 -O2
//! stdout: 5 -3 100 1 2047 1
#include <stdio.h>

struct flags {
    unsigned kind : 3;
    signed level : 4;
    unsigned size : 9;
};
struct __attribute__((packed)) packed {
    char tag;
    unsigned value : 7;
    unsigned rest : 11;
};
struct wide {
    unsigned long long high : 33;
    unsigned last : 1;
};

static struct flags global_flags;
static struct packed global_packed[3];

__attribute__((noinline)) static void set(struct flags *f, struct packed *p, struct wide *w) {
    f->kind = 5;
    f->level = -3;
    f->size = 100;
    p->tag = 1;
    p->value = 1;
    p->rest = 2047;
    w->high = 1ull << 32;
    w->last = 1;
}

int main(void) {
    struct flags flags;
    struct packed packed;
    struct wide wide;
    set(&flags, &packed, &wide);
    set(&global_flags, &global_packed[2], &wide);
    flags = global_flags;
    packed = global_packed[2];
    printf("%d %d %d %d %d %d\n", flags.kind, flags.level, flags.size, packed.value, packed.rest,
           (int)wide.last);
    return 0;
}
