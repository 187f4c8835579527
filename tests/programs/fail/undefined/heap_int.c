// malloc does not clear: the int was never set.
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    int *p = malloc(sizeof *p);
    if (*p > 0) { //~ UninitCondition
        puts("positive");
    }
    free(p);
    return 0;
}
