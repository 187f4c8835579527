// alloca() in a loop, and beside arrays of variable length in other blocks: what it gives lives to
// the end of its function, to the last byte.
//! levels: -O0 -O2
//! stdout: 1 12 123 1234 12345
#include <alloca.h>
#include <stdio.h>

struct piece {
    struct piece *before;
    char text[];
};

__attribute__((noinline)) static void print_all(int count) {
    struct piece *last = NULL;
    for (int i = 1; i <= count; i++) {
        struct piece *piece = alloca(sizeof *piece + i + 1);
        piece->before = last;
        for (int j = 0; j < i; j++) {
            piece->text[j] = (char)('1' + j);
        }
        piece->text[i] = '\0';
        last = piece;
    }
    const char *in_order[count];
    int i = count;
    for (struct piece *p = last; p != NULL; p = p->before) {
        in_order[--i] = p->text;
    }
    for (i = 0; i < count; i++) {
        printf(i + 1 < count ? "%s " : "%s\n", in_order[i]);
    }
}

int main(void) {
    volatile int count = 5;
    print_all(count);
    return 0;
}
