// `p[n]++` reads and writes: two errors on one line.
#include <stdlib.h>

int main(void) {
    int *p = calloc(4, sizeof *p);
    p[4]++; //~ InvalidRead InvalidWrite
    free(p);
    return 0;
}
