// memchr stops at the byte that it looks for; before it lies one that was never set.
#include <stdlib.h>
#include <string.h>

int main(void) {
    char *p = malloc(4);
    p[0] = 'a';
    p[2] = 'c';
    p[3] = 'd';
    char *d = memchr(p, 'd', 4); //~ UninitCondition
    (void)d;
    free(p);
    return 0;
}
