// strcpy looks for a NUL in bytes that were never set.
#include <stdlib.h>
#include <string.h>

int main(void) {
    char copy[16];
    char *name = malloc(8);
    name[0] = 'x';
    name[7] = '\0';
    strcpy(copy, name); //~ UninitCondition
    free(name);
    return 0;
}
