// strcat appends to a string, and in a new block there is none.
#include <stdlib.h>
#include <string.h>

int main(void) {
    char *path = malloc(64);
    path[20] = '\0';
    strcat(path, "/tmp"); //~ UninitCondition
    free(path);
    return 0;
}
