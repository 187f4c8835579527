// puts of a freed string.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
    char *p = malloc(16);
    strcpy(p, "hello");
    free(p);
    puts(p); //~ InvalidRead
    return 0;
}
