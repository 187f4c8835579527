// memcpy out of a block that is half as long as somebody thinks.
#include <stdlib.h>
#include <string.h>

int main(void) {
    char target[64];
    size_t n = sizeof target;
    char *p = calloc(n / 2, 1);
    memcpy(target, p, n); //~ InvalidRead
    free(p);
    return 0;
}
