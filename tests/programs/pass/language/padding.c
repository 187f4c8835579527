// Structs with padding, copied whole, in arrays, and through memcpy.
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct padded {
    char tag;
    int64_t value;
    short end;
};

int main(void) {
    struct padded *p = malloc(3 * sizeof *p);
    p[0] = (struct padded){'a', 1, 2};
    p[1] = p[0];
    memcpy(&p[2], &p[1], sizeof *p);
    memmove(&p[0], &p[1], 2 * sizeof *p);
    int ok = p[0].value == 1 && p[2].end == 2 && p[1].tag == 'a';
    free(p);
    return ok ? 0 : 1;
}
