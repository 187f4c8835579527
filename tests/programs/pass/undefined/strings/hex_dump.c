// A hexadecimal dump whose last line is incomplete: columns are padded with blanks instead of unset bytes.
//! levels: -O0 -O2
//! stdout: 00  52 65 64 7a 6f 6e 65 20  Redzone.
//! stdout: 08  64 75 6d 70              dump
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

__attribute__((noinline)) static void dump_line(char *line, const unsigned char *bytes, size_t count) {
    char *at = line;
    for (size_t i = 0; i < 8; i++) {
        at += i < count ? sprintf(at, "%02x ", bytes[i]) : sprintf(at, "   ");
    }
    *at++ = ' ';
    for (size_t i = 0; i < count; i++) {
        *at++ = (char)(isgraph(bytes[i]) ? bytes[i] : '.');
    }
    *at = '\0';
}

int main(void) {
    unsigned char bytes[64];
    const size_t size = strlen("Redzone dump");
    memcpy(bytes, "Redzone dump", size);
    char *line = malloc(80);
    for (size_t at = 0; at < size; at += 8) {
        dump_line(line, bytes + at, size - at < 8 ? size - at : 8);
        printf("%02x  %s\n", (unsigned)at, line);
    }
    free(line);
    return 0;
}
