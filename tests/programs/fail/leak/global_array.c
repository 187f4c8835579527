// A global array of pointers; one of them was overwritten.
#include <stdlib.h>

static char *slots[4];

int main(void) {
    for (int i = 0; i < 4; i++) {
        slots[i] = calloc(8, 1); //~ Leak_DefinitelyLost Leak_StillReachable
    }
    slots[2] = NULL;
    return 0;
}
