// When realloc fails the old block lives on; freeing it twice on that path is one time too many.
//! options: --fail-alloc=2
#include <stdlib.h>

int main(void) {
    char *p = malloc(10);
    char *q = realloc(p, 1000);
    if (q == NULL) {
        free(p);
        q = p;
    }
    free(q); //~ InvalidFree
    return 0;
}
