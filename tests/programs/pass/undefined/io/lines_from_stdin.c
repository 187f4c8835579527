// getline and fgets: buffers grow, and what lies behind a line was never set or is of an older, longer line.
//! levels: -O0 -O2
//! stdin: a rather long line comes first, longer than the buffers are when they begin to be filled, in all likelihood
//! stdin: short
//! stdin: word
//! stdin:
//! stdin: end
//! stdout: 108 6, word 0, end
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

__attribute__((noinline)) static size_t cut(char *line) {
    size_t length = strcspn(line, "\n");
    line[length] = '\0';
    return length;
}

int main(void) {
    char *line = NULL;
    size_t room = 0;
    int first = (int)getline(&line, &room, stdin);
    int second = (int)getline(&line, &room, stdin);
    printf("%d %d, ", first, second);
    char *fixed = malloc(512);
    if (!fgets(fixed, 512, stdin)) {
        return 1;
    }
    cut(fixed);
    printf("%s ", fixed);
    char local[256];
    if (!fgets(local, sizeof local, stdin)) {
        return 2;
    }
    printf("%d, ", (int)cut(local));
    if (getline(&line, &room, stdin) != 4) {
        return 3;
    }
    cut(line);
    printf("%s\n", line);
    free(line);
    free(fixed);
    return 0;
}
