// Two boards in one malloc'd block, with a border that is cleared: each generation overwrites the one before the last.
//! levels: -O0 -O2
//! stdout: 5 5 5 5, glider at 3,3 then 6,6
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { Size = 12, Stride = 16 };
struct life {
    int generation;
    uint8_t boards[2][Size + 2][Stride]; /* a column more than used is never set */
};

__attribute__((noinline)) static void step(struct life *life) {
    const uint8_t(*now)[Stride] = (const uint8_t(*)[Stride])life->boards[life->generation % 2];
    uint8_t(*next)[Stride] = life->boards[++life->generation % 2];
    memset(next[0], 0, Size + 2);
    memset(next[Size + 1], 0, Size + 2);
    for (int y = 1; y <= Size; y++) {
        next[y][0] = next[y][Size + 1] = 0;
        for (int x = 1; x <= Size; x++) {
            int around = now[y - 1][x - 1] + now[y - 1][x] + now[y - 1][x + 1] + now[y][x - 1] + now[y][x + 1] +
                         now[y + 1][x - 1] + now[y + 1][x] + now[y + 1][x + 1];
            next[y][x] = around == 3 || (around == 2 && now[y][x]);
        }
    }
}

__attribute__((noinline)) static int alive(const struct life *life, int *left, int *top) {
    int count = 0;
    *left = *top = Size;
    for (int y = 1; y <= Size; y++) {
        for (int x = 1; x <= Size; x++) {
            if (life->boards[life->generation % 2][y][x]) {
                count++;
                *left = x < *left ? x : *left;
                *top = y < *top ? y : *top;
            }
        }
    }
    return count;
}

int main(void) {
    static const char glider[3][4] = {".#.", "..#", "###"};
    struct life *life = malloc(sizeof *life);
    life->generation = 0;
    for (int y = 0; y < Size + 2; y++) {
        for (int x = 0; x < Size + 2; x++) {
            life->boards[0][y][x] = y >= 1 && y <= 3 && x >= 1 && x <= 3 && glider[y - 1][x - 1] == '#';
        }
    }
    int left, top, counts[4];
    for (int i = 0; i < 4; i++) {
        counts[i] = alive(life, &left, &top);
        for (int j = 0; j < 2; j++) {
            step(life);
        }
    }
    alive(life, &left, &top);
    printf("%d %d %d %d, glider at %d,%d then ", counts[0], counts[1], counts[2], counts[3], left, top);
    for (int i = 0; i < 12; i++) {
        step(life);
    }
    alive(life, &left, &top);
    printf("%d,%d\n", left, top);
    free(life);
    return 0;
}
