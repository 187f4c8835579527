// A whole struct copied out of a freed block.
#include <stdlib.h>

struct wide {
    int values[20];
};

int main(void) {
    struct wide *p = calloc(1, sizeof *p);
    free(p);
    struct wide w = *p; //~ InvalidRead
    (void)w;
    return 0;
}
