// A pointer that was never set is freed. It happens to be NULL, which free takes.
#include <stdlib.h>

struct person {
    char *name;
    char *nickname;
};

int main(void) {
    struct person *p = malloc(sizeof *p);
    p->name = calloc(8, 1);
    free(p->name);
    free(p->nickname); //~ UninitCondition
    free(p);
    return 0;
}
