// malloc can fail, and this program does not ask.
//! options: --fail-alloc=1
#include <stdlib.h>

int main(void) {
    int *p = malloc(sizeof *p);
    *p = 42; //~ InvalidWrite
    free(p);
    return 0;
}
