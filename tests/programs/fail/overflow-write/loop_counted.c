// The same error at the same place is one entry with a count: three ints too many.
#include <stdlib.h>

int main(void) {
    int *p = malloc(100 * sizeof *p);
    for (int i = 0; i < 103; i++) {
        p[i] = i; //~ InvalidWrite
    }
    free(p);
    return 0;
}
