// strncpy fills up with NULs: the limit must be the block's size, not more.
#include <stdlib.h>
#include <string.h>

int main(void) {
    size_t limit = 32;
    char *p = malloc(16);
    strncpy(p, "short", limit); //~ InvalidWrite
    free(p);
    return 0;
}
