// Every third block is forgotten.
#include <stdlib.h>

int main(void) {
    for (int i = 0; i < 30; i++) {
        char *p = malloc(8); //~ Leak_DefinitelyLost 10 blocks
        p[0] = 'a';
        if (i % 3 != 0) {
            free(p);
        }
    }
    return 0;
}
