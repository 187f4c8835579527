// An array of strings ends with NULL, and this one was not given one. It happens to be there.
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    const char **words = malloc(4 * sizeof *words);
    words[0] = "one";
    words[1] = "two";
    for (const char **w = words; *w != NULL; w++) { //~ UninitCondition
        puts(*w);
    }
    free(words);
    return 0;
}
