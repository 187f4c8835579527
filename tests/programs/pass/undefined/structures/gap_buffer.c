// A text with a gap of unset bytes in its middle; the gap is moved and copied, and never printed.
//! levels: -O0 -O2
//! stdout: a gap moves about in the text, gap of 29
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct text {
    char *bytes;
    size_t room, gap, gap_end;
};

__attribute__((noinline)) static void move_to(struct text *t, size_t at) {
    size_t size = t->gap_end - t->gap;
    if (at < t->gap) {
        memmove(t->bytes + at + size, t->bytes + at, t->gap - at);
    } else {
        memmove(t->bytes + t->gap, t->bytes + t->gap_end, at - t->gap);
    }
    t->gap = at;
    t->gap_end = at + size;
}

__attribute__((noinline)) static void insert(struct text *t, size_t at, const char *what) {
    size_t length = strlen(what);
    move_to(t, at);
    if (t->gap_end - t->gap < length) {
        size_t room = t->room * 2 + length;
        char *bytes = malloc(room);
        memcpy(bytes, t->bytes, t->gap_end); /* with the gap */
        memcpy(bytes + room - (t->room - t->gap_end), t->bytes + t->gap_end, t->room - t->gap_end);
        t->gap_end += room - t->room;
        free(t->bytes);
        t->bytes = bytes;
        t->room = room;
    }
    memcpy(t->bytes + t->gap, what, length);
    t->gap += length;
}

static void erase(struct text *t, size_t at, size_t count) {
    move_to(t, at + count);
    t->gap -= count;
}

int main(void) {
    struct text t = {malloc(8), 8, 0, 8};
    insert(&t, 0, "the text");
    insert(&t, 0, "gap in ");
    insert(&t, 3, " moves about");
    insert(&t, 0, "another ");
    erase(&t, 1, 6);
    move_to(&t, 5);
    printf("%.*s%.*s, gap of %d\n", (int)t.gap, t.bytes, (int)(t.room - t.gap_end), t.bytes + t.gap_end,
           (int)(t.gap_end - t.gap));
    free(t.bytes);
    return 0;
}
