// %s of a block that was never filled.
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    char *name = malloc(16);
    printf("<%.8s>\n", name); //~ UninitCondition
    free(name);
    return 0;
}
