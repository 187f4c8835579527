// realloc counts bytes: 8 is not room for 8 ints.
#include <stdlib.h>

int main(void) {
    int *p = malloc(4 * sizeof *p);
    p = realloc(p, 8);
    p[1] = 1;
    for (int i = 2; i < 8; i++) {
        p[i] = i; //~ InvalidWrite
    }
    free(p);
    return 0;
}
