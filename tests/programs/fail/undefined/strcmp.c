// The first characters are equal, the next was never set.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
    char *answer = malloc(8);
    answer[0] = 'y';
    answer[7] = '\0';
    int order = strcmp(answer, "yes"); //~ UninitCondition
    (void)order;
    free(answer);
    return 0;
}
