// A table of entries of different kinds in one array of unions; what a kind has no use for was never set.
//! levels: -O0 -O2
//! stdout: timeout=30 name=redzone ratio=0.5 verbose=on origin=3,-4 (5 of 8)
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct setting {
    char name[11];
    enum { Empty, Number, Text, Ratio, Switch, Place } kind;
    union {
        long number;
        char text[20];
        float ratio;
        unsigned on : 1;
        struct {
            signed char x, y;
        } place;
    } as;
};

__attribute__((noinline)) static struct setting *named(struct setting *table, int *count, const char *name, int kind) {
    struct setting *setting = &table[(*count)++];
    strcpy(setting->name, name);
    setting->kind = kind;
    return setting;
}

__attribute__((noinline)) static int show(const struct setting *s, int count) {
    int shown = 0;
    for (; count-- > 0; s++) {
        if (s->kind == Empty) {
            continue;
        }
        printf("%s=", s->name);
        shown++;
        switch (s->kind) {
        case Number:
            printf("%ld ", s->as.number);
            break;
        case Text:
            printf("%s ", s->as.text);
            break;
        case Ratio:
            printf("%g ", s->as.ratio);
            break;
        case Switch:
            printf("%s ", s->as.on ? "on" : "off");
            break;
        default:
            printf("%d,%d ", s->as.place.x, s->as.place.y);
        }
    }
    return shown;
}

int main(void) {
    struct setting *table = malloc(8 * sizeof *table);
    int count = 0;
    named(table, &count, "timeout", Number)->as.number = 30;
    table[count++].kind = Empty;
    strcpy(named(table, &count, "name", Text)->as.text, "redzone");
    named(table, &count, "ratio", Ratio)->as.ratio = 0.5f;
    table[count++].kind = Empty;
    named(table, &count, "verbose", Switch)->as.on = 1;
    struct setting *place = named(table, &count, "origin", Place);
    place->as.place.x = 3;
    place->as.place.y = -4;
    table[count++].kind = Empty;
    struct setting *copy = malloc(8 * sizeof *copy);
    memcpy(copy, table, 8 * sizeof *copy);
    free(table);
    int shown = show(copy, count);
    printf("(%d of %d)\n", shown, count);
    free(copy);
    return 0;
}
