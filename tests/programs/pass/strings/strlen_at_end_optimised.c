// strlen at the end of blocks, at -O2.
//! options: -O2
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
    size_t total = 0;
    for (size_t n = 1; n <= 40; n++) {
        char *p = malloc(n);
        memset(p, 'a', n - 1);
        p[n - 1] = '\0';
        total += strlen(p);
        free(p);
    }
    printf("%zu\n", total);
    return total == 780 ? 0 : 1;
}
