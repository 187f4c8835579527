// strtok cuts a heap string in place; sscanf reads each piece.
//! stdout: 60
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
    char *line = strdup("a=10;b=20;c=30");
    int sum = 0;
    for (char *piece = strtok(line, ";"); piece != NULL; piece = strtok(NULL, ";")) {
        char key;
        int value;
        if (sscanf(piece, "%c=%d", &key, &value) != 2) {
            return 1;
        }
        sum += value;
    }
    printf("%d\n", sum);
    free(line);
    return 0;
}
