// A buffered fwrite copies the data at once: that is where it reads too much.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
    size_t n = 5;
    char *p = malloc(n);
    memset(p, '.', n);
    fwrite(p, 1, n + 1, stdout); //~ InvalidRead
    free(p);
    return 0;
}
