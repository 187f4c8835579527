// Two bytes read just after a block, sign-extended.
#include <stdlib.h>

int main(void) {
    short *p = calloc(5, sizeof *p);
    int sum = p[4];
    sum += p[5]; //~ InvalidRead
    (void)sum;
    free(p);
    return 0;
}
