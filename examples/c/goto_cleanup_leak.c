// One label for each buffer, and one goto that names the wrong one: without a name to greet, the
// first buffer is never freed.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int greet(const char *name) {
    int result = -1;

    char *greeting = malloc(sizeof "hello");
    //~^ Leak_DefinitelyLost
    if (greeting == NULL) {
        goto done;
    }
    strcpy(greeting, "hello");

    if (name[0] == '\0') {
        goto done; // should be free_greeting
    }

    char *line = malloc(strlen(greeting) + 2 + strlen(name) + 1);
    if (line == NULL) {
        goto free_greeting;
    }
    sprintf(line, "%s, %s", greeting, name);
    printf("%s\n", line);
    result = 0;

    free(line);
free_greeting:
    free(greeting);
done:
    return result;
}

int main(void) {
    greet("");
    return greet("world") == 0 ? 0 : 1;
}
