// Counters in one word, added to all at once: the upper ones are not set yet, and carries only move up.
//! levels: -O0 -O2
//! stdout: 30 60 0
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { Low = 0, Middle = 10, High = 20 };

__attribute__((noinline)) static void set(uint32_t *word, int at, uint32_t value) {
    *word = (*word & ~(1023u << at)) | value << at;
}

__attribute__((noinline)) static uint32_t get(uint32_t word, int at) {
    return word >> at & 1023;
}

int main(void) {
    uint32_t *word = malloc(sizeof *word);
    set(word, Low, 0);
    for (int i = 0; i < 10; i++) {
        *word += 3u << Low;
    }
    if (get(*word, Low) != 30) {
        return 1;
    }
    set(word, Middle, 100);
    for (int i = 0; i < 10; i++) {
        *word -= 4u << Middle;
    }
    if (get(*word, Middle) > 60) {
        return 2;
    }
    set(word, High, 1023);
    *word += 1u << High;
    printf("%d %d %d\n", (int)get(*word, Low), (int)get(*word, Middle), (int)get(*word, High));
    free(word);
    return 0;
}
