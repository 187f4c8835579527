// strdup of something that is no string.
#include <stdlib.h>
#include <string.h>

int main(void) {
    char *p = malloc(6);
    memcpy(p, "abcdef", 6);
    char *copy = strdup(p); //~ InvalidRead
    free(copy);
    free(p);
    return 0;
}
