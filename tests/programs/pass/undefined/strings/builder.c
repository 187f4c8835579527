// A string builder with room to spare: only what was appended is read, moved by realloc and printed.
//! levels: -O0 -O2
//! stdout: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and so on
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct builder {
    char *text;
    size_t length, room;
};

__attribute__((noinline)) static void append(struct builder *b, const char *format, ...) {
    for (;;) {
        va_list values;
        va_start(values, format);
        int needed = vsnprintf(b->text + b->length, b->room - b->length, format, values);
        va_end(values);
        if (b->length + (size_t)needed < b->room) {
            b->length += (size_t)needed;
            return;
        }
        b->room = 2 * b->room + (size_t)needed;
        b->text = realloc(b->text, b->room);
    }
}

static void cut(struct builder *b, size_t count) {
    b->length -= count;
    b->text[b->length] = '\0';
}

int main(void) {
    struct builder b = {malloc(2), 0, 2};
    for (int i = 1; i <= 12; i++) {
        append(&b, "%d, ", i);
    }
    cut(&b, 2);
    append(&b, "%c", ' ');
    append(&b, "%s", "and so on");
    if (b.text[b.length] == '\0' && strlen(b.text) == b.length) {
        printf("%.*s\n", (int)b.length, b.text);
    }
    free(b.text);
    return 0;
}
