// The error path leaves without freeing.
#include <stdlib.h>
#include <string.h>

static int parse(const char *text) {
    char *copy = malloc(strlen(text) + 1); //~ Leak_DefinitelyLost 1 blocks
    strcpy(copy, text);
    if (copy[0] != '{') {
        return -1;
    }
    free(copy);
    return 0;
}

int main(void) {
    return parse("{}") + (parse("oops") == 0);
}
