// asprintf allocates the text.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    char *text;
    int n = asprintf(&text, "%d bottles", 99); //~ Leak_DefinitelyLost 1 blocks
    return n != 10;
}
