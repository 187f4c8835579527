// The C library's regular expressions, file name patterns and searches in partly filled buffers.
//! levels: -O0 -O2
//! stdout: 5-12 7-9 10-12, no match, *.c, needle at 40, case at 41, 1.2.10 newer
#define _GNU_SOURCE
#include <fnmatch.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

__attribute__((noinline)) static char *buffer(const char *text, size_t at) {
    char *block = malloc(300);
    memset(block, '.', at);
    strcpy(block + at, text);
    return block;
}

int main(void) {
    regex_t *pattern = malloc(sizeof *pattern);
    regmatch_t found[8];
    if (regcomp(pattern, "v=([0-9]+),([a-z]+|x{2,3})", REG_EXTENDED) != 0) {
        return 1;
    }
    char *text = buffer("v=42,xxa", 5);
    if (regexec(pattern, text, 3, found, 0) != 0) {
        return 2;
    }
    for (int i = 0; i < 3; i++) {
        printf("%d-%d%s", (int)found[i].rm_so, (int)found[i].rm_eo - (i != 1), i < 2 ? " " : ", ");
    }
    text[8] = '?';
    printf("%s, ", regexec(pattern, text, 3, found, 0) == REG_NOMATCH ? "no match" : "match");
    regfree(pattern);
    free(pattern);
    free(text);
    char *name = buffer("file.c", 0), *hay = buffer("a Needle in the heap", 38);
    printf("%s, ", fnmatch("f*[!.].[ch]", name, 0) == 0 ? "*.c" : "none");
    hay[40] = 'n';
    char *needle = memmem(hay, 58, "needle", 6);
    char *other = strcasestr(hay, "EEDLE");
    printf("needle at %d, case at %d, ", (int)(needle - hay), (int)(other - hay));
    strcpy(name, "1.2.10");
    strcpy(hay, "1.2.9");
    printf("%s %s\n", name, strverscmp(name, hay) > 0 ? "newer" : "older");
    free(name);
    free(hay);
    return 0;
}
