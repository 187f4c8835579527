// calloc's two numbers are multiplied, not more.
#include <stdlib.h>

int main(void) {
    short *p = calloc(3, sizeof *p);
    p[2] = 2;
    *(p + 3) = 3; //~ InvalidWrite
    free(p);
    return 0;
}
