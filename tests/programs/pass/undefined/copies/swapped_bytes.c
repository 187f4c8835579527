// A generic swap, byte by byte and word by word, of structs with holes: each loop iteration loads undefined bytes.
//! levels: -O0 -O2
//! stdout: 2 b / 1 a
//! stdout: 1 a / 2 b
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct holes {
    char c;
    int64_t n;
    char d;
};

__attribute__((noinline)) static void swap_bytes(void *a, void *b, size_t size) {
    unsigned char *x = a, *y = b;
    while (size-- > 0) {
        unsigned char t = *x;
        *x++ = *y;
        *y++ = t;
    }
}

__attribute__((noinline)) static void swap_words(void *a, void *b, size_t size) {
    unsigned char *x = a, *y = b;
    for (size_t i = 0; i + 4 <= size; i += 4) {
        uint32_t t, u;
        memcpy(&t, x + i, 4);
        memcpy(&u, y + i, 4);
        memcpy(x + i, &u, 4);
        memcpy(y + i, &t, 4);
    }
}

int main(void) {
    struct holes *a = malloc(sizeof *a), *b = malloc(sizeof *b);
    a->c = 'a';
    a->n = 1;
    b->c = 'b';
    b->n = 2;
    swap_bytes(a, b, sizeof *a);
    printf("%d %c / %d %c\n", (int)a->n, a->c, (int)b->n, b->c);
    swap_words(a, b, sizeof *a);
    printf("%d %c / %d %c\n", (int)a->n, a->c, (int)b->n, b->c);
    free(a);
    free(b);
    return 0;
}
