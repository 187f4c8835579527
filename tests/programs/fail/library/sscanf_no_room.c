// %s without a width reads a word of any length.
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    char *word = malloc(4);
    if (sscanf("redzone 1", "%s", word) != 1) { //~ InvalidWrite
        return 1;
    }
    free(word);
    return 0;
}
