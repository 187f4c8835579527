// Functions that return structs and doubles, called beside a setjmp: results of before it are kept across the jump.
//! levels: -O0 -O2
//! stdout: 3 4.5 seven 900000000000, then 2
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

struct reading {
    char unit;
    double value;
    char name[11];
    long long serial;
};

static jmp_buf back;

__attribute__((noinline)) static struct reading read_it(int n) {
    struct reading r;
    r.unit = (char)n;
    r.value = n * 1.5;
    strcpy(r.name, n == 3 ? "seven" : "?");
    r.serial = n * 300000000000LL;
    return r;
}

__attribute__((noinline)) static void leave(struct reading r) {
    if (r.unit == 2) {
        longjmp(back, r.unit);
    }
}

int main(void) {
    const struct reading kept = read_it(3);
    const double value = kept.value;
    int how = setjmp(back);
    if (how == 0) {
        leave(read_it(1));
        leave(read_it(2));
    }
    printf("%d %g %s %lld, then %d\n", kept.unit, value, kept.name, kept.serial, how);
    return 0;
}
