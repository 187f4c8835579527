// A pointer plus an undefined number is an undefined pointer.
#include <stdlib.h>

int main(void) {
    char *buffer = calloc(16, 1);
    int offset;
    if (buffer[3]) {
        offset = 4;
    }
    char *at = buffer + (offset & 15);
    *at = 'x'; //~ UninitValue
    free(buffer);
    return 0;
}
