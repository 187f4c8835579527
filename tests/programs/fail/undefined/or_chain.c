// The first condition is false and defined, so the second is asked.
#include <stdio.h>
#include <stdlib.h>

struct door {
    _Bool open;
    _Bool broken;
};

int main(void) {
    struct door *d = malloc(sizeof *d);
    d->open = 1;
    if (d->open || d->broken) {
        puts("come in");
    }
    d->open = 0;
    if (d->open || d->broken) { //~ UninitCondition
        puts("come in again");
    }
    free(d);
    return 0;
}
