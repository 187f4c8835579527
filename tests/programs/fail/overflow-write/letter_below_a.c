// Letters are counted from 'a' on: capitals and spaces lie far below the block. The only allocation is by calloc.
//! stdout: l 3
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    int *counts = calloc(26, sizeof *counts);
    for (const char *text = "hello World"; *text; text++) {
        counts[*text - 'a']++; //~ InvalidRead InvalidWrite
    }
    printf("l %d\n", counts['l' - 'a']);
    free(counts);
    return 0;
}
