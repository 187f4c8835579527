// getline makes and enlarges its buffer; one free at the end.
//! stdin: a line that is quite a bit longer than the first buffer that somebody would make for it, and then some more, and then some more again
//! options: -O2
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
    char *line = NULL;
    size_t size = 0;
    size_t letters = 0;
    ssize_t n;
    while ((n = getline(&line, &size, stdin)) > 0) {
        letters += strlen(line);
        if (strlen(line) != (size_t)n || size < (size_t)n + 1) {
            return 1;
        }
    }
    free(line);
    return letters > 130 ? 0 : 2;
}
