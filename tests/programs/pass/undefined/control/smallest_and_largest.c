// Minimum, maximum and clamping by selects, among values of which some were never set and are never chosen.
//! levels: -O0 -O2
//! stdout: 3 17 0 9 4
#include <stdio.h>
#include <stdlib.h>

struct reading {
    unsigned char present;
    int value;
};

__attribute__((noinline)) static int extreme(const struct reading *readings, int count, int sign) {
    int best = -1000000;
    for (int i = 0; i < count; i++) {
        int value = readings[i].present ? sign * readings[i].value : -1000000;
        best = value > best ? value : best;
    }
    return sign * best;
}

static int clamped(int value, int low, int high) {
    return value < low ? low : value > high ? high : value;
}

int main(void) {
    enum { Count = 9 };
    struct reading *readings = malloc(Count * sizeof *readings);
    for (int i = 0; i < Count; i++) {
        readings[i].present = i % 2;
        if (i % 2) {
            readings[i].value = 2 * i + 1;
        }
    }
    readings[8] = readings[7];
    readings[8].value += 2;
    int low = extreme(readings, Count, -1), high = extreme(readings, Count, 1);
    int present = 0;
    for (int i = 0; i < Count; i++) {
        present += readings[i].present;
    }
    printf("%d %d %d %d %d\n", low, high, clamped(low - high, 0, 9), clamped(high, 0, 9), present - 1);
    free(readings);
    return 0;
}
