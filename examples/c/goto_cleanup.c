// Two buffers, three ways out, one place that frees: every pointer starts as NULL, and every way
// out leads through the same label.
//! stdout: hello, world
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int greet(const char *name) {
    int result = -1;
    char *greeting = NULL;
    char *line = NULL;

    greeting = malloc(sizeof "hello");
    if (greeting == NULL) {
        goto cleanup;
    }
    strcpy(greeting, "hello");

    if (name[0] == '\0') {
        goto cleanup; // nobody to greet
    }

    line = malloc(strlen(greeting) + 2 + strlen(name) + 1);
    if (line == NULL) {
        goto cleanup;
    }
    sprintf(line, "%s, %s", greeting, name);
    printf("%s\n", line);
    result = 0;

cleanup:
    free(line);
    free(greeting);
    return result;
}

int main(void) {
    greet("");
    return greet("world") == 0 ? 0 : 1;
}
