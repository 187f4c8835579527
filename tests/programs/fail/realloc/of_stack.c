// realloc of an array on the stack.
#include <stdlib.h>

static char *grow(char *buffer, size_t size) {
    return realloc(buffer, 2 * size); //~ InvalidFree
}

int main(void) {
    char buffer[16] = "on the stack";
    free(grow(buffer, sizeof buffer));
    return 0;
}
