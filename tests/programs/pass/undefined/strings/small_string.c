// A string that is kept inside its struct while it is short: both forms are copied whole, half of them unset.
//! levels: -O0 -O2
//! stdout: short
//! stdout: a string that does not fit inside
//! stdout: short, sweet
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct text {
    union {
        char inside[23];
        struct {
            char *start;
            size_t length;
        } outside;
    } as;
    signed char length; /* -1: outside */
};

__attribute__((noinline)) static struct text text(const char *from) {
    struct text t;
    size_t length = strlen(from);
    if (length <= sizeof t.as.inside) {
        memcpy(t.as.inside, from, length);
        t.length = (signed char)length;
    } else {
        t.as.outside.start = malloc(length);
        t.as.outside.length = length;
        memcpy(t.as.outside.start, from, length);
        t.length = -1;
    }
    return t;
}

__attribute__((noinline)) static void show(struct text t) {
    if (t.length < 0) {
        printf("%.*s\n", (int)t.as.outside.length, t.as.outside.start);
    } else {
        printf("%.*s\n", t.length, t.as.inside);
    }
}

int main(void) {
    struct text *texts = malloc(3 * sizeof *texts);
    texts[0] = text("short");
    texts[1] = text("a string that does not fit inside");
    texts[2] = texts[0];
    memcpy(texts[2].as.inside + 5, ", sweet", 7);
    texts[2].length += 7;
    for (int i = 0; i < 3; i++) {
        show(texts[i]);
    }
    free(texts[1].as.outside.start);
    free(texts);
    return 0;
}
