// A global still holds the block at the end.
#include <stdlib.h>

static int *table;

int main(void) {
    table = calloc(16, sizeof *table); //~ Leak_StillReachable 1 blocks
    return 0;
}
