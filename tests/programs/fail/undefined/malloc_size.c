// How much to allocate was never set.
#include <stdlib.h>

struct image {
    int width, height;
    char *pixels;
};

int main(void) {
    struct image *i = malloc(sizeof *i);
    i->width = 16;
    i->pixels = malloc((size_t)(i->width * (i->height & 15)) + 1); //~ UninitCondition
    free(i->pixels);
    free(i);
    return 0;
}
