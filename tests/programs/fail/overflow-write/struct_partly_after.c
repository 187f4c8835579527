// A struct assigned to a block that holds only its first half.
#include <stdlib.h>

struct wide {
    char bytes[64];
};

int main(void) {
    struct wide w = {{0}};
    size_t half = sizeof w / 2;
    struct wide *p = malloc(half);
    *p = w; //~ InvalidWrite
    free(p);
    return 0;
}
