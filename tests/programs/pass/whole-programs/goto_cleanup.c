// A copy of a text in two steps; whatever fails, the same label frees what there is.
//! options: --fail-alloc=4
#include <stdlib.h>
#include <string.h>

static int twice(const char *text, char **out) {
    int result = -1;
    char *first = strdup(text);
    char *second = NULL;
    if (first == NULL) {
        goto cleanup;
    }
    second = malloc(2 * strlen(first) + 1);
    if (second == NULL) {
        goto cleanup;
    }
    strcpy(second, first);
    strcat(second, first);
    *out = second;
    second = NULL;
    result = 0;
cleanup:
    free(second);
    free(first);
    return result;
}

int main(void) {
    int failures = 0;
    for (int i = 0; i < 3; i++) {
        char *text = NULL;
        failures += twice("ab", &text) != 0;
        free(text);
    }
    return failures == 1 ? 0 : 1;
}
