// All four kinds in one program.
#include <stdlib.h>

struct box {
    char *content;
};

static struct box *kept;
static char *middle;

int main(void) {
    kept = calloc(1, sizeof *kept);               //~ Leak_StillReachable
    kept->content = calloc(1, 1);                 //~ Leak_StillReachable
    middle = (char *)calloc(100, 1) + 50;         //~ Leak_PossiblyLost
    struct box *lost = calloc(1, sizeof *lost);   //~ Leak_DefinitelyLost
    lost->content = calloc(7, 1);                 //~ Leak_IndirectlyLost
    return 0;
}
