// %d of a number that was never set, plus 18: printf looks for digits as long as there are some, and what
// it writes out in the end is undefined as well. (glibc looks digits up in a table: an undefined value, and
// from there on they count as defined.)
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    int *age = malloc(sizeof *age);
    setvbuf(stdout, NULL, _IONBF, 0);
    printf("%d\n", *age + 18); //~ UninitCondition SyscallParam
    free(age);
    return 0;
}
