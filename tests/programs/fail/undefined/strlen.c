// The characters are there, the NUL after them was forgotten; the block goes on.
#include <stdlib.h>
#include <string.h>

int main(void) {
    char *p = calloc(8, 1);
    char *q = malloc(32);
    for (int i = 0; i < 5; i++) {
        p[i] = q[i] = (char)('a' + i);
    }
    q[31] = '\0';
    size_t n = strlen(q); //~ UninitCondition
    (void)n;
    free(p);
    free(q);
    return 0;
}
