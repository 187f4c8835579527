// A file read with fseek, ungetc, fgetc and fread at the end of a buffer that it does not fill.
//! levels: -O0 -O2
//! options: --dir tests/programs/pass/undefined/io/data::data
//! stdout: 29 bytes, 6 words, last: six
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

__attribute__((noinline)) static int word(FILE *file, char *into) {
    int c = getc(file);
    while (c != EOF && isspace(c)) {
        c = getc(file);
    }
    char *start = into;
    for (; c != EOF && !isspace(c); c = getc(file)) {
        *into++ = (char)c;
    }
    if (c != EOF) {
        ungetc(c, file);
    }
    *into = '\0';
    return into != start;
}

int main(void) {
    FILE *file = fopen("data/lines.txt", "r");
    if (!file) {
        return 1;
    }
    int words = 0;
    char *next = malloc(100);
    while (word(file, next)) {
        words++;
    }
    clearerr(file);
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    fseek(file, -4, SEEK_CUR);
    size_t got = fread(next + 50, 1, 50, file);
    fclose(file);
    printf("%ld bytes, %d words, last: %.*s", size, words, (int)got, next + 50);
    free(next);
    return strlen("six\n") == got ? 0 : 2;
}
