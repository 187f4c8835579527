// argv and the environment: every string to its end, and the null pointers that end the lists.
//! args: one two=2 three
//! options: --env COLOUR=red
//! stdout: 3 13 red
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv) {
    size_t letters = 0;
    for (char **a = argv + 1; *a != NULL; a++) {
        char *copy = malloc(strlen(*a) + 1);
        strcpy(copy, *a);
        letters += strlen(copy);
        free(copy);
    }
    const char *colour = getenv("COLOUR");
    printf("%d %zu %s\n", argc - 1, letters, colour != NULL ? colour : "none");
    return argv[argc] == NULL && getenv("REDZONE_NOT_SET") == NULL ? 0 : 1;
}
