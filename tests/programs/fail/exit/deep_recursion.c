// exit() in a recursion: each of the live frames holds one block.
//! exit: 0
#include <stdlib.h>

static void descend(int depth) {
    int *mine = malloc(sizeof *mine); //~ Leak_StillReachable
    *mine = depth;
    if (depth > 1) {
        descend(depth - 1);
    } else {
        exit(0);
    }
    free(mine);
}

int main(void) {
    descend(20);
    return 0;
}
