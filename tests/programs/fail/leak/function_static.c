// A cache that is made once and kept.
#include <stdlib.h>

static int cached_square(int i) {
    static int *cache;
    if (cache == NULL) {
        cache = calloc(10, sizeof *cache); //~ Leak_StillReachable 1 blocks
    }
    cache[i] = i * i;
    return cache[i];
}

int main(void) {
    return cached_square(3) + cached_square(4) - 25;
}
