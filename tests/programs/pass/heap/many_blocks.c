// A hundred thousand blocks allocated and freed in a mixed order, none forgotten.
//! options: -O2
#include <stdlib.h>

enum { Slots = 1000, Rounds = 100000 };

int main(void) {
    static int *slots[Slots];
    unsigned random = 1;
    for (int round = 0; round < Rounds; round++) {
        random = random * 1664525u + 1013904223u;
        unsigned slot = (random >> 16) % Slots;
        if (slots[slot] != NULL) {
            if (*slots[slot] != (int)slot) {
                return 1;
            }
            free(slots[slot]);
        }
        slots[slot] = malloc(sizeof(int) * (1 + (random >> 8) % 60));
        *slots[slot] = (int)slot;
    }
    for (int i = 0; i < Slots; i++) {
        free(slots[i]);
        slots[i] = NULL;
    }
    return 0;
}
