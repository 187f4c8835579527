// A struct is freed before the string that it owns: its member is read too late.
#include <stdlib.h>

struct person {
    char *name;
};

int main(void) {
    struct person *p = malloc(sizeof *p);
    p->name = malloc(8);
    free(p);
    free(p->name); //~ InvalidRead
    return 0;
}
