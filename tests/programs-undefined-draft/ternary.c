// The condition of `?:` decides like that of `if`.
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    int *level = malloc(sizeof *level);
    puts(*level > 9 ? "high" : "low"); //~ UninitCondition
    free(level);
    return 0;
}
