// open_memstream's buffer belongs to the caller, also after fclose.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    char *text;
    size_t size;
    FILE *f = open_memstream(&text, &size);
    fprintf(f, "%s", "in memory");
    fclose(f); //~ Leak_DefinitelyLost
    text = NULL;
    return 0;
}
