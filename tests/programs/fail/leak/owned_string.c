// The struct is freed, the string that it owned is not: freed memory holds nothing.
#include <stdlib.h>
#include <string.h>

struct person {
    char *name;
};

int main(void) {
    struct person *p = malloc(sizeof *p);
    p->name = strdup("Ada"); //~ Leak_DefinitelyLost
    free(p);
    return 0;
}
