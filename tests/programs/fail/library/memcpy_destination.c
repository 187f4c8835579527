// memcpy into a block that is too small.
#include <stdlib.h>
#include <string.h>

int main(void) {
    char source[64] = "sixty-four bytes";
    size_t n = sizeof source;
    char *p = malloc(n - 4);
    memcpy(p, source, n); //~ InvalidWrite
    free(p);
    return 0;
}
