// printf can write as well: the number of bytes so far, here into a freed int.
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    int *count = malloc(sizeof *count);
    free(count);
    printf("12345%n\n", count); //~ InvalidWrite
    return 0;
}
