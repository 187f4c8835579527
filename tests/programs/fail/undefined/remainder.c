// A hash is brought into the range of a table that has a size only later.
#include <stdlib.h>

struct table {
    unsigned size;
    unsigned entries[7];
};

static struct table *made(unsigned size) {
    struct table *t = malloc(sizeof *t);
    t->size = size;
    return t;
}

int main(void) {
    struct table *t = made(7);
    unsigned place = 40 % t->size;
    t->entries[place] = 1;
    unsigned other = place % (t->entries[0] | 2);
    t->entries[other] = 2; //~ UninitValue
    free(t);
    return 0;
}
