// printf reads the string when it is called, not when the pointer was made.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
    char *name = strdup("redzone");
    free(name);
    printf("%s!\n", name); //~ InvalidRead
    return 0;
}
