// Divisors and shift counts that were never set, behind a test that keeps them from being used.
//! levels: -O0 -O2
//! stdout: 25 0 50 -3, mean 24
#include <stdio.h>
#include <stdlib.h>

struct fraction {
    int valid, above, below;
    unsigned char shift;
};

__attribute__((noinline)) static int value(const struct fraction *f) {
    if (!f->valid) {
        return 0;
    }
    return f->above * (1 << f->shift) / f->below;
}

__attribute__((noinline)) static int rest(const struct fraction *f) {
    return f->valid && f->above % f->below != 0;
}

int main(void) {
    struct fraction *list = malloc(4 * sizeof *list);
    list[0] = (struct fraction){1, 100, 4, 0};
    list[1].valid = 0;
    list[2] = (struct fraction){1, 50, 4, 2};
    list[3] = (struct fraction){1, -9, 3, 0};
    int sum = 0, count = 0, rests = 0;
    for (int i = 0; i < 4; i++) {
        printf("%d%s", value(&list[i]), i < 3 ? " " : ", ");
        if (list[i].valid) {
            sum += value(&list[i]);
            count++;
        }
        rests += rest(&list[i]);
    }
    printf("mean %d\n", count ? sum / count : rests);
    free(list);
    return rests == 1 ? 0 : 1;
}
