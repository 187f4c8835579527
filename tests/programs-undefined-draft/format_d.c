// %d of a number that was never set: printf's loop over the digits ends by chance.
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    int *p = malloc(sizeof *p);
    setvbuf(stdout, NULL, _IONBF, 0);
    printf("%d\n", *p); //~ UninitCondition SyscallParam
    free(p);
    return 0;
}
