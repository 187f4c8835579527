// Structs of functions and data, of which an entry's unused members were never set, called through their pointers.
//! levels: -O0 -O2
//! stdout: 12.5 1000000000000 -4 done
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct operation {
    enum { Real, Wide, Plain, Action } kind;
    double (*real)(double, int);
    int64_t (*wide)(int64_t, char);
    int (*plain)(const struct operation *);
    void (*action)(void);
    int operand;
};

static double scale(double x, int by) {
    return x * by;
}

static int64_t million_times(int64_t x, char sign) {
    return sign == '-' ? -x * 1000000 : x * 1000000;
}

static int negated(const struct operation *operation) {
    return -operation->operand;
}

static void done(void) {
    printf("done\n");
}

__attribute__((noinline)) static void carry_out(const struct operation *operation) {
    switch (operation->kind) {
    case Real:
        printf("%g ", operation->real(2.5, operation->operand));
        break;
    case Wide:
        printf("%lld ", (long long)operation->wide(1000000, '+'));
        break;
    case Plain:
        printf("%d ", operation->plain(operation));
        break;
    case Action:
        operation->action();
    }
}

int main(void) {
    struct operation *list = malloc(4 * sizeof *list);
    list[0].kind = Real;
    list[0].real = scale;
    list[0].operand = 5;
    list[1].kind = Wide;
    list[1].wide = million_times;
    list[2].kind = Plain;
    list[2].plain = negated;
    list[2].operand = 4;
    list[3].kind = Action;
    list[3].action = done;
    for (int i = 0; i < 4; i++) {
        struct operation copy = list[i];
        carry_out(&copy);
    }
    free(list);
    return 0;
}
