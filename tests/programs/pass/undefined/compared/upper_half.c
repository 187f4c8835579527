// (word >> 16) < n becomes word < (n << 16) at -O2: the defined upper half decides, the lower one never was set.
//! levels: -O0 -O2
//! stdout: 20 below zero, 10 below -100, 9 above 100, 4 of the top
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct halves {
    uint16_t unset;
    int16_t value;
};
union word {
    struct halves halves;
    int32_t whole;
    uint32_t bits;
};

__attribute__((noinline)) static void set(union word *word, int value) {
    word->halves.value = (int16_t)value;
}

int main(void) {
    enum { Count = 40 };
    union word *words = malloc(Count * sizeof *words);
    for (int i = 0; i < Count; i++) {
        set(&words[i], (i - 20) * 10);
    }
    int negative = 0, low = 0, high = 0, top = 0;
    for (int i = 0; i < Count; i++) {
        if (words[i].whole >> 16 < 0) {
            negative++;
        }
        if (words[i].whole >> 16 < -100) {
            low++;
        }
        if (words[i].whole >> 16 > 100) {
            high++;
        }
        if (words[i].bits >> 16 > 0xffd8 - 5) {
            top++;
        }
    }
    printf("%d below zero, %d below -100, %d above 100, %d of the top\n", negative, low, high, top);
    free(words);
    return 0;
}
