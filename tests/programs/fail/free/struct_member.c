// A member that is part of the struct is not a block of its own.
#include <stdlib.h>

struct person {
    int age;
    char name[20];
};

int main(void) {
    struct person *p = malloc(sizeof *p);
    char *name = p->name;
    free(name); //~ InvalidFree
    free(p);
    return 0;
}
