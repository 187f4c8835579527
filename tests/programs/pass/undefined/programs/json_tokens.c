// A tokenizer that hands out tokens from a malloc'd pool: strings have no value, numbers have no text, objects have counts.
//! levels: -O0 -O2
//! stdout: {2 "name" "zone" "list" [4 1 -2.5 true null
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum kind { Object, Array, String, Number, Word };
struct token {
    enum kind kind : 4;
    unsigned count : 20; /* of pairs or elements */
    const char *start, *end;
    double value;
};
struct tokens {
    int used, room;
    struct token *list;
};

__attribute__((noinline)) static int new_token(struct tokens *t, enum kind kind) {
    if (t->used == t->room) {
        t->room += 3;
        t->list = realloc(t->list, (size_t)t->room * sizeof *t->list);
    }
    t->list[t->used].kind = kind;
    return t->used++;
}

__attribute__((noinline)) static const char *parse(struct tokens *t, const char *at) {
    if (*at == '{' || *at == '[') {
        int self = new_token(t, *at == '{' ? Object : Array);
        t->list[self].count = 0;
        for (at++; *at != '}' && *at != ']';) {
            at = parse(t, at);
            if (*at == ':') {
                at = parse(t, at + 1);
            }
            t->list[self].count++;
            at += strspn(at, ", ");
        }
        return at + 1;
    }
    if (*at == '"') {
        int self = new_token(t, String);
        t->list[self].start = ++at;
        t->list[self].end = strchr(at, '"');
        return t->list[self].end + 1;
    }
    if (strchr("-0123456789", *at)) {
        char *end;
        int self = new_token(t, Number);
        t->list[self].value = strtod(at, &end);
        return end;
    }
    int self = new_token(t, Word);
    t->list[self].start = at;
    return t->list[self].end = at + strcspn(at, ",]} ");
}

int main(void) {
    struct tokens t = {0, 0, NULL};
    parse(&t, "{\"name\":\"zone\", \"list\":[1, -2.5, true, null]}");
    for (int i = 0; i < t.used; i++) {
        const struct token *token = &t.list[i];
        const char *end = i < t.used - 1 ? " " : "\n";
        if (token->kind == Object || token->kind == Array) {
            printf("%c%d%s", token->kind == Object ? '{' : '[', (int)token->count, end);
        } else if (token->kind == Number) {
            printf("%g%s", token->value, end);
        } else {
            const char *quote = token->kind == String ? "\"" : "";
            printf("%s%.*s%s%s", quote, (int)(token->end - token->start), token->start, quote, end);
        }
    }
    free(t.list);
    return 0;
}
