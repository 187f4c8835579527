// `a && b` and `a || b` with a right side that was never set where the left side decides; -O2 computes both sides.
//! levels: -O0 -O2
//! stdout: 6 large, 12 odd, 6 neither, 8 both
#include <stdio.h>
#include <stdlib.h>

struct item {
    unsigned char valid, special;
    int size;
    int parity;
};

__attribute__((noinline)) static int is_large(const struct item *i) {
    return i->valid && i->size > 100;
}

__attribute__((noinline)) static int is_odd(const struct item *i) {
    return i->special || i->parity == 1;
}

__attribute__((noinline)) static int is_neither(const struct item *i) {
    return !i->special && (i->parity != 1) & !(i->valid && (i->size < 0 || i->size > 100));
}

__attribute__((noinline)) static int is_both(const struct item *i) {
    return (i->valid && i->size >= 0) && (i->special || i->parity);
}

int main(void) {
    enum { Count = 20 };
    struct item *items = malloc(Count * sizeof *items);
    for (int n = 0; n < Count; n++) {
        struct item *i = &items[n];
        i->valid = n % 3 != 0;
        i->special = n % 5 == 0;
        if (i->valid) {
            i->size = n * 10;
        }
        if (!i->special) {
            i->parity = n % 2;
        }
    }
    int large = 0, odd = 0, neither = 0, both = 0;
    for (int n = 0; n < Count; n++) {
        large += is_large(&items[n]);
        odd += is_odd(&items[n]);
        neither += is_neither(&items[n]);
        both += is_both(&items[n]);
    }
    printf("%d large, %d odd, %d neither, %d both\n", large, odd, neither, both);
    free(items);
    return 0;
}
