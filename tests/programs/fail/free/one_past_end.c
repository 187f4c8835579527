// The pointer just behind a block.
#include <stdlib.h>

int main(void) {
    char *p = malloc(16);
    char *end = p + 16;
    free(end); //~ InvalidFree
    free(p);
    return 0;
}
