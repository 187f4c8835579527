// A block without bytes, freed and written to.
#include <stdlib.h>

int main(void) {
    char *p = malloc(0);
    free(p);
    *p = 'a'; //~ InvalidWrite
    return 0;
}
