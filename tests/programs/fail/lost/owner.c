// Whoever held the pointer is freed, copied over, or cleared.
#include <stdlib.h>
#include <string.h>

struct person {
    char *name;
    int age;
};

static struct person *new_person(const char *name) {
    struct person *person = malloc(sizeof *person);
    person->name = strdup(name); //~ Leak_DefinitelyLost
    person->age = 0;
    return person;
}

int main(void) {
    struct person *ada = new_person("Ada");
    struct person *ben = new_person("Ben");
    struct person *cy = new_person("Cy");
    *ben = (struct person){0}; //@ lost 4
    memset(cy, 0, sizeof *cy); //@ lost 6
    free(ben);
    free(cy);
    free(ada); //@ lost 2
    return 0;
}
