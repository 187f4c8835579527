// A text that grows as it is appended to, with its NUL always in place.
//! stdout: 99 bottles, 98 bottles, 97 bottles
//! options: -O2
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

struct builder {
    char *text;
    size_t length, room;
};

static void append(struct builder *b, const char *pattern, ...) {
    va_list args;
    va_start(args, pattern);
    int more = vsnprintf(NULL, 0, pattern, args);
    va_end(args);
    if (b->length + more + 1 > b->room) {
        b->room = b->length + more + 1;
        b->text = realloc(b->text, b->room);
    }
    va_start(args, pattern);
    vsnprintf(b->text + b->length, b->room - b->length, pattern, args);
    va_end(args);
    b->length += more;
}

int main(void) {
    struct builder b = {0};
    for (int i = 99; i > 96; i--) {
        append(&b, "%s%d bottles", b.length == 0 ? "" : ", ", i);
    }
    puts(b.text);
    free(b.text);
    return 0;
}
