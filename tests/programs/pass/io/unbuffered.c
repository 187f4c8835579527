// Unbuffered output of data that ends with its block, and %s without a NUL but with a precision.
//! stdout: abcdefgh
//! options: -O2
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
    setvbuf(stdout, NULL, _IONBF, 0);
    char *p = malloc(4);
    memcpy(p, "abcd", 4);
    fwrite(p, 1, 4, stdout);
    memcpy(p, "efgh", 4);
    printf("%.4s\n", p);
    free(p);
    return 0;
}
