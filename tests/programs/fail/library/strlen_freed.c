// The length of a freed string.
#include <stdlib.h>
#include <string.h>

int main(void) {
    char *p = strdup("gone");
    free(p);
    size_t n = strlen(p); //~ InvalidRead
    (void)n;
    return 0;
}
