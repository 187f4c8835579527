// No NUL in 5 bytes: the first wrong byte is in the same word as the last right one.
#include <stdlib.h>
#include <string.h>

int main(void) {
    char *p = malloc(5);
    memset(p, 'a', 5);
    size_t n = strlen(p); //~ InvalidRead
    (void)n;
    free(p);
    return 0;
}
