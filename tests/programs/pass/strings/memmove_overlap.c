// memmove between overlapping parts that touch both ends of the block.
//! stdout: bcdefgh abcdefg
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
    char *p = malloc(8);
    memcpy(p, "abcdefgh", 8);
    memmove(p, p + 1, 7);
    printf("%.7s ", p);
    memcpy(p, "abcdefgh", 8);
    memmove(p + 1, p, 7);
    printf("%.7s\n", p + 1);
    free(p);
    return 0;
}
