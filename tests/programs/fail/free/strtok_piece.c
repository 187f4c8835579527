// strtok's pieces are parts of one string; only the string itself can be freed.
#include <stdlib.h>
#include <string.h>

int main(void) {
    char *line = strdup("red zone");
    char *first = strtok(line, " ");
    char *second = strtok(NULL, " ");
    free(second); //~ InvalidFree
    free(first);
    return 0;
}
