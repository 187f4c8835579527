// scanf of numbers, a word of limited width, and a word that scanf allocates.
//! stdin: 12 3.5 redzone checks
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
    int *n = malloc(sizeof *n);
    double *x = malloc(sizeof *x);
    char *word = malloc(4);
    char *rest = NULL;
    int got = scanf("%d %lf %3s%ms", n, x, word, &rest);
    int ok = got == 4 && *n == 12 && *x == 3.5 && strcmp(word, "red") == 0 && strcmp(rest, "zone") == 0;
    free(rest);
    free(word);
    free(x);
    free(n);
    return ok ? 0 : 1;
}
