// A leak at -O2, in functions that are inlined.
//! options: -O2
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *repeat(const char *text, int times) {
    char *all = malloc(strlen(text) * times + 1); //~ Leak_DefinitelyLost 5 blocks
    all[0] = '\0';
    for (int i = 0; i < times; i++) {
        strcat(all, text);
    }
    return all;
}

int main(void) {
    for (int i = 0; i < 5; i++) {
        printf("%s\n", repeat("ab", i));
    }
    return 0;
}
