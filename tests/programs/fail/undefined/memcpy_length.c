// How many bytes to copy was never set.
#include <stdlib.h>
#include <string.h>

struct chunk {
    unsigned length;
    char bytes[12];
};

int main(void) {
    char copy[16] = {0};
    struct chunk *c = malloc(sizeof *c);
    memset(c->bytes, 'x', sizeof c->bytes);
    memcpy(copy, c->bytes, c->length & 7); //~ UninitCondition
    free(c);
    return copy[15];
}
