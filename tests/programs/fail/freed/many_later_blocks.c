// A thousand allocations and frees later, the freed block is still remembered.
#include <stdlib.h>

int main(void) {
    int *old = malloc(4 * sizeof *old);
    old[0] = 1;
    free(old);
    for (int i = 0; i < 1000; i++) {
        free(malloc(16));
    }
    int x = old[0]; //~ InvalidRead
    (void)x;
    return 0;
}
