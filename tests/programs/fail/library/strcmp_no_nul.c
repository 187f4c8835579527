// Two strings without NULs that are equal as far as they go.
#include <stdlib.h>
#include <string.h>

int main(void) {
    char *a = malloc(3);
    char *b = malloc(3);
    memset(a, 'x', 3);
    memset(b, 'x', 3);
    int order = strcmp(a, b); //~ InvalidRead
    (void)order;
    free(a);
    free(b);
    return 0;
}
