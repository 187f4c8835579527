// strcat behind a string that fills its block.
#include <stdlib.h>
#include <string.h>

int main(void) {
    char *p = malloc(4);
    strcpy(p, "red");
    strcat(p, "zone"); //~ InvalidWrite
    free(p);
    return 0;
}
