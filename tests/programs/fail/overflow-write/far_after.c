// Far behind the only block: memory that no block has covered.
#include <stdlib.h>

int main(void) {
    int *p = malloc(5 * sizeof *p);
    p[4] = 4;
    p[2000] = 5; //~ InvalidWrite
    free(p);
    return 0;
}
