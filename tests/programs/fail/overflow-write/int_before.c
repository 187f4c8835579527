// A loop that counts down and stops one too late.
#include <stdlib.h>

int main(void) {
    int *p = malloc(4 * sizeof *p);
    for (int i = 3; i >= -1; i--) {
        p[i] = i; //~ InvalidWrite
    }
    free(p);
    return 0;
}
