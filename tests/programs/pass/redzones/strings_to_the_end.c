// Library functions read and write strings and ranges that end with the last byte of their array.
//! levels: -O0 -O2
//! stdin: abcdefg
//! stdout: 7 0 0 7 exactly1 1234567 abcdefg 6
#include <stdio.h>
#include <string.h>

static char label[8] = "exactly";
static const char same[8] = "exactly";

int main(void) {
    char copy[8];
    char number[8];
    char line[8];
    char raw[6];
    strcpy(copy, label);
    memcpy(raw, "raw text", sizeof raw);
    int length = (int)strlen(copy);
    int differs = memcmp(copy, same, sizeof same) || strcmp(copy, same);
    int later = strncmp(raw, "raw teeth", sizeof raw);
    int written = snprintf(number, sizeof number, "%d", 1234567);
    if (fgets(line, sizeof line, stdin) == NULL) {
        return 1;
    }
    printf("%d %d %d %d ", length, differs, later, written);
    printf("%.*s%d %s %s %d\n", (int)sizeof label, label, (int)strnlen(raw, 1), number, line,
           (int)strnlen(raw, sizeof raw));
    return 0;
}
