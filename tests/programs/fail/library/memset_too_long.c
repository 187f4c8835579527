// memset counts bytes, and 8 bytes too many are 8 bytes too many.
#include <stdlib.h>
#include <string.h>

int main(void) {
    size_t n = 40;
    char *p = malloc(n);
    memset(p, 0, n + 8); //~ InvalidWrite
    free(p);
    return 0;
}
