// For tests/library.test.ts: what it is given comes out, numbered.
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
    printf("%s %s\n", argc > 1 ? argv[1] : "?", getenv("A"));
    char line[80];
    for (int i = 1; fgets(line, sizeof line, stdin) != NULL; i++) {
        printf("%d: %s", i, line);
    }
    return 0;
}
