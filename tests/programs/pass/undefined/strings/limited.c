// strncmp, strncpy, strncat, strnlen, stpcpy, strlcpy and memccpy: none needs a byte beyond its limit or the terminator.
//! levels: -O0 -O2
//! stdout: red redzone red-zone 3 3 4
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Not in every C library. */
__attribute__((noinline)) static size_t copy_limited(char *to, const char *from, size_t size) {
    size_t length = strlen(from);
    if (size > 0) {
        size_t copied = length < size ? length : size - 1;
        memcpy(to, from, copied);
        to[copied] = '\0';
    }
    return length;
}

int main(void) {
    char *prefix = malloc(3); /* no terminator */
    memcpy(prefix, "red", 3);
    char *word = malloc(32);
    char *end = stpcpy(word, "redzone");
    if (strncmp(word, prefix, 3) != 0 || strncmp(word, "redzone", 32) != 0 || end != word + 7) {
        return 1;
    }
    char *copy = malloc(32);
    strncpy(copy, prefix, 3);
    copy[3] = '\0';
    char *joined = malloc(32);
    memcpy(joined, prefix, 3);
    strcpy(joined + 3, "-");
    strncat(joined, word + 3, 20);
    char *part = malloc(32);
    char *after = memccpy(part, word, 'd', 32);
    *after = '\0';
    char *short_copy = malloc(4);
    size_t wanted = copy_limited(short_copy, word, 4);
    if (wanted != 7 || strcmp(short_copy, part) != 0) {
        return 2;
    }
    printf("%s %s %s %d %d %d\n", copy, word, joined, (int)strnlen(prefix, 3), (int)strlen(short_copy),
           (int)strnlen(joined, 4));
    free(prefix);
    free(word);
    free(copy);
    free(joined);
    free(part);
    free(short_copy);
    return 0;
}
