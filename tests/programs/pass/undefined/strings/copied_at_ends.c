// strcpy, strlen, strcmp and strcat in blocks whose bytes after the terminator were never set, in every alignment.
//! levels: -O0 -O2
//! stdout: 800 copied, 800 equal, 800 doubled
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

__attribute__((noinline)) static char *letters(char *at, size_t length) {
    for (size_t i = 0; i < length; i++) {
        at[i] = (char)('a' + i % 26);
    }
    at[length] = '\0';
    return at;
}

int main(void) {
    int copied = 0, equal = 0, doubled = 0;
    for (size_t offset = 0; offset < 8; offset++) {
        for (size_t spare = 0; spare < 20; spare += 4) {
            for (size_t length = 0; length < 20; length++) {
                char *from = malloc(offset + length + 1 + spare);
                char *to = malloc(7 - offset + 2 * length + 1 + spare);
                char *source = letters(from + offset, length);
                char *target = to + 7 - offset;
                strcpy(target, source);
                copied += strlen(target) == length;
                equal += strcmp(target, source) == 0;
                strcat(target, source);
                doubled += strlen(target) == 2 * length && memcmp(target + length, source, length) == 0;
                free(from);
                free(to);
            }
        }
    }
    printf("%d copied, %d equal, %d doubled\n", copied, equal, doubled);
    return 0;
}
