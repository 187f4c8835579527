// An editor's lines and its undo stack: changes of three kinds in one union, buffers with more room than text.
//! levels: -O0 -O2
//! stdout: The quick fox|jumps|over the lazy dog
//! stdout: The quick brown fox|jumps over the lazy dog
//! stdout: The quick brown fox jumps over the lazy dog
//! stdout: 7 changes, 5 undone
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct line {
    unsigned length, room;
    char *text;
};
struct change {
    enum { Insert, Erase, Split } kind : 3;
    unsigned line : 12;
    unsigned at : 10;
    unsigned length : 7; /* of Insert and Erase */
    char text[32];       /* of Erase */
};
struct editor {
    int lines, changes;
    struct line line[20];
    struct change undo[40];
};

__attribute__((noinline)) static void splice(struct line *line, unsigned at, unsigned gone, const char *with,
                                             unsigned count) {
    if (line->length - gone + count > line->room) {
        line->room = line->length + count + 13;
        line->text = realloc(line->text, line->room);
    }
    memmove(line->text + at + count, line->text + at + gone, line->length - at - gone);
    memcpy(line->text + at, with, count);
    line->length += count - gone;
}

static struct change *change(struct editor *e, int kind, unsigned line, unsigned at) {
    struct change *c = &e->undo[e->changes++];
    c->kind = kind;
    c->line = line;
    c->at = at;
    return c;
}

__attribute__((noinline)) static void insert(struct editor *e, unsigned line, unsigned at, const char *text) {
    change(e, Insert, line, at)->length = strlen(text) & 127;
    splice(&e->line[line], at, 0, text, (unsigned)strlen(text));
}

__attribute__((noinline)) static void erase(struct editor *e, unsigned line, unsigned at, unsigned count) {
    struct change *c = change(e, Erase, line, at);
    c->length = count & 127;
    memcpy(c->text, e->line[line].text + at, count);
    splice(&e->line[line], at, count, "", 0);
}

__attribute__((noinline)) static void split(struct editor *e, unsigned line, unsigned at) {
    struct line fresh = {0, 0, NULL};
    change(e, Split, line, at);
    splice(&fresh, 0, 0, e->line[line].text + at, e->line[line].length - at);
    e->line[line].length = at;
    memmove(&e->line[line + 2], &e->line[line + 1], sizeof e->line[0] * (19 - line - 1));
    e->line[line + 1] = fresh;
    e->lines++;
}

__attribute__((noinline)) static void undo(struct editor *e) {
    struct change c = e->undo[--e->changes];
    struct line *line = &e->line[c.line];
    if (c.kind == Insert) {
        splice(line, c.at, c.length, "", 0);
    } else if (c.kind == Erase) {
        splice(line, c.at, 0, c.text, c.length);
    } else {
        splice(line, line->length, 0, line[1].text, line[1].length);
        free(line[1].text);
        memmove(line + 1, line + 2, sizeof *line * (unsigned)(--e->lines - (int)c.line - 1));
    }
}

static void show(const struct editor *e) {
    for (int i = 0; i < e->lines; i++) {
        printf("%.*s%s", (int)e->line[i].length, e->line[i].text, i < e->lines - 1 ? "|" : "\n");
    }
}

int main(void) {
    struct editor *e = malloc(sizeof *e);
    e->lines = 1;
    e->changes = 0;
    e->line[0] = (struct line){0, 0, NULL};
    insert(e, 0, 0, "The quick fox over the lazy dog");
    insert(e, 0, 14, "jumps ");
    insert(e, 0, 10, "brown ");
    split(e, 0, 19);
    erase(e, 1, 0, 1);
    split(e, 1, 5);
    erase(e, 0, 9, 6);
    erase(e, 2, 0, 1);
    show(e);
    int before = e->changes;
    for (int i = 0; i < 3; i++) {
        undo(e);
    }
    show(e);
    undo(e);
    undo(e);
    show(e);
    printf("%d changes, %d undone\n", before - 1, before - e->changes);
    for (int i = 0; i < e->lines; i++) {
        free(e->line[i].text);
    }
    free(e);
    return 0;
}
