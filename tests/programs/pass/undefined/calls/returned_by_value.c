// Results that are only partly set, in registers and through a hidden pointer, into the stack and into the heap.
//! levels: -O0 -O2
//! stdout: ok 12, error -3, error -5, found 4 (9)
#include <stdio.h>
#include <stdlib.h>

struct result {
    unsigned char ok;
    int value, error; /* the one or the other */
};
struct search {
    double unset[3];
    int found, at, score;
    char unset_name[30];
};

__attribute__((noinline)) static struct result parse(const char *text) {
    struct result r;
    if (*text >= '0' && *text <= '9') {
        r.ok = 1;
        r.value = *text - '0';
        while (*++text) {
            r.value = 10 * r.value + *text - '0';
        }
    } else {
        r.ok = 0;
        r.error = -*text + 'a' - 3;
    }
    return r;
}

__attribute__((noinline)) static struct search search(int wanted) {
    struct search s;
    s.found = 0;
    for (int i = 0; i < 10 && !s.found; i++) {
        if (i * i == wanted) {
            s.found = 1;
            s.at = i;
            s.score = i + 5;
        }
    }
    return s;
}

static void show(struct result r) {
    if (r.ok) {
        printf("ok %d, ", r.value);
    } else {
        printf("error %d, ", r.error);
    }
}

int main(void) {
    show(parse("12"));
    show(parse("a"));
    struct result *kept = malloc(sizeof *kept);
    *kept = parse("c");
    show(*kept);
    free(kept);
    struct search *s = malloc(sizeof *s);
    *s = search(17);
    if (!s->found) {
        *s = search(16);
    }
    printf("found %d (%d)\n", s->at, s->score);
    free(s);
    return 0;
}
