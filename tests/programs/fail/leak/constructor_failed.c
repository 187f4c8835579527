// The second allocation fails, and the first one is forgotten.
//! options: --fail-alloc=2
#include <stdlib.h>

struct image {
    unsigned char *pixels;
};

static struct image *new_image(size_t size) {
    struct image *i = malloc(sizeof *i); //~ Leak_DefinitelyLost
    i->pixels = malloc(size);
    if (i->pixels == NULL) {
        return NULL;
    }
    return i;
}

int main(void) {
    struct image *i = new_image(1000);
    if (i != NULL) {
        free(i->pixels);
        free(i);
    }
    return 0;
}
