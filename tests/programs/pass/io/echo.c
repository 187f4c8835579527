// Standard input, line by line, to standard output.
//! stdin: red zone
//! stdout: RED ZONE
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    char *line = malloc(10);
    while (fgets(line, 10, stdin) != NULL) {
        for (char *c = line; *c != '\0'; c++) {
            *c = (char)toupper((unsigned char)*c);
        }
        fputs(line, stdout);
    }
    free(line);
    return ferror(stdin);
}
