// fread and read into malloc'd buffers that are larger than what comes: only what came is used.
//! levels: -O0 -O2
//! stdin: abcdefghijklmnopqrstuvwxyz
//! stdin: 0123456789
//! stdout: abcdefgh ijklmnop qrstuvwx, then 14 bytes, 3 lines and 10 digits
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct record {
    char bytes[8];
};

__attribute__((noinline)) static size_t rest(char **into) {
    *into = malloc(1000);
    return fread(*into, 1, 1000, stdin);
}

int main(void) {
    struct record *records = malloc(20 * sizeof *records);
    size_t count = fread(records, sizeof *records, 3, stdin);
    for (size_t i = 0; i < count; i++) {
        printf("%.8s%s", records[i].bytes, i < count - 1 ? " " : ", ");
    }
    char *more;
    size_t length = rest(&more);
    int lines = 1, digits = 0;
    for (size_t i = 0; i < length; i++) {
        lines += more[i] == '\n';
        digits += isdigit((unsigned char)more[i]) != 0;
    }
    printf("then %d bytes, %d lines and %d digits\n", (int)length, lines, digits);
    free(more);
    free(records);
    return 0;
}
