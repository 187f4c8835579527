// %s needs a NUL.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
    char *p = malloc(4);
    memcpy(p, "four", 4);
    printf("[%s]\n", p); //~ InvalidRead
    free(p);
    return 0;
}
