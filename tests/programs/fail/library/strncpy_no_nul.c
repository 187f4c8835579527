// strncpy that reaches its limit writes no NUL; strlen then reads on.
#include <stdlib.h>
#include <string.h>

int main(void) {
    size_t limit = 4;
    char *p = malloc(limit);
    strncpy(p, "redzone", limit);
    size_t n = strlen(p); //~ InvalidRead
    (void)n;
    free(p);
    return 0;
}
