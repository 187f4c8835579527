// A matcher that runs all states of an automaton at once: state lists are cut to size, unused edges never set.
//! levels: -O0 -O2
//! stdout: a*b: b ab aaab - -
//! stdout: (a|bc)+d?: abc bcd - a -
//! stdout: [0-9]+(.[0-9]*)?: 3 3.14 10. - -
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum kind { Letter, Range, Split, Match };
struct state {
    unsigned char kind;
    char low, high;    /* of Letter and Range */
    short next, other; /* other: of Split */
    int seen;
};
struct automaton {
    int count, step;
    struct state *states;
};
struct part {
    short start, end; /* end: a state whose next is still to be set */
};

static const char *at;

__attribute__((noinline)) static short state(struct automaton *a, enum kind kind) {
    struct state *s = &a->states[a->count];
    s->kind = (unsigned char)kind;
    s->seen = 0;
    return (short)a->count++;
}

static struct part choice(struct automaton *a);

static struct part atom(struct automaton *a) {
    struct part p;
    if (*at == '(') {
        at++;
        p = choice(a);
        at++;
    } else {
        int range = *at == '[';
        p.start = p.end = state(a, range ? Range : Letter);
        a->states[p.start].low = at[range];
        if (range) {
            a->states[p.start].high = at[3];
        }
        at += range ? 5 : 1;
    }
    if (*at == '*' || *at == '+' || *at == '?') {
        short split = state(a, Split), join = state(a, Split);
        a->states[split].next = p.start;
        a->states[split].other = join;
        a->states[p.end].next = *at == '?' ? join : split;
        if (*at != '+') {
            p.start = split;
        }
        a->states[join].other = -1;
        p.end = join;
        at++;
    }
    return p;
}

static struct part choice(struct automaton *a) {
    struct part all = atom(a);
    while (*at && *at != ')' && *at != '|') {
        struct part next = atom(a);
        a->states[all.end].next = next.start;
        all.end = next.end;
    }
    if (*at == '|') {
        at++;
        struct part right = choice(a);
        short split = state(a, Split), join = state(a, Split);
        a->states[split].next = all.start;
        a->states[split].other = right.start;
        a->states[join].other = -1;
        a->states[all.end].next = a->states[right.end].next = join;
        return (struct part){split, join};
    }
    return all;
}

__attribute__((noinline)) static void reach(struct automaton *a, short *list, int *count, short index) {
    struct state *s = &a->states[index];
    if (s->seen == a->step) {
        return;
    }
    s->seen = a->step;
    if (s->kind == Split) {
        reach(a, list, count, s->next);
        if (s->other >= 0) {
            reach(a, list, count, s->other);
        }
    } else {
        list[(*count)++] = index;
    }
}

__attribute__((noinline)) static int matches(struct automaton *a, short start, const char *text) {
    short lists[2][64];
    int count = 0, found = 0;
    a->step++;
    reach(a, lists[0], &count, start);
    for (int i = 0; count > 0; i++) {
        const short *now = lists[i % 2];
        short *then = lists[(i + 1) % 2];
        int next = 0;
        a->step++;
        for (int j = 0; j < count; j++) {
            const struct state *s = &a->states[now[j]];
            if (s->kind == Match) {
                found |= text[i] == '\0';
            } else if (text[i] && (s->kind == Letter ? text[i] == s->low : text[i] >= s->low && text[i] <= s->high)) {
                reach(a, then, &next, s->next);
            }
        }
        if (!text[i]) {
            break;
        }
        count = next;
    }
    return found;
}

int main(void) {
    static const char *const tests[][6] = {{"a*b", "b", "ab", "aaab", "ba", "a"},
                                           {"(a|bc)+d?", "abc", "bcd", "b", "a", "add"},
                                           {"[0-9]+(.[0-9]*)?", "3", "3.14", "10.", ".5", "x"}};
    for (int i = 0; i < 3; i++) {
        struct automaton a = {0, 0, malloc(64 * sizeof(struct state))};
        at = tests[i][0];
        struct part p = choice(&a);
        a.states[p.end].next = state(&a, Match);
        printf("%s:", tests[i][0]);
        for (int j = 1; j < 6; j++) {
            printf(" %s", matches(&a, p.start, tests[i][j]) ? tests[i][j] : "-");
        }
        printf("\n");
        free(a.states);
    }
    return 0;
}
