// A string without a terminator, in library functions that look at its end more than once.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
    char *text = malloc(4);
    if (text == NULL) {
        return 1;
    }
    memcpy(text, "abcd", 4);

    char *found = strchr(text, 'x'); //~ InvalidRead
    if (found == NULL) {
        found = strrchr(text, 'c'); //~ InvalidRead
    }
    printf("%s\n", text); //~ InvalidRead
    free(text);
    return found == NULL;
}
