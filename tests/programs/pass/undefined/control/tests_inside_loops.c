// A setting that does not change in the loop and is only looked at when an element asks for it: it may be moved out.
//! levels: -O0 -O2
//! stdout: 45 45 90 39
#include <stdio.h>
#include <stdlib.h>

struct settings {
    int doubled, limit, step;
};

__attribute__((noinline)) static int total(const int *values, const char *marked, int count, const struct settings *s) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
        int value = values[i];
        if (marked[i]) {
            if (s->doubled) {
                value *= 2;
            }
            if (value > s->limit) {
                value = s->limit;
            }
        }
        sum += value;
    }
    return sum;
}

__attribute__((noinline)) static int none(const int *values, int count, const struct settings *s) {
    int sum = 0;
    for (int i = 0; i < count; i += s->step) {
        sum += s->doubled ? 2 * values[i] : values[i];
    }
    return sum;
}

__attribute__((noinline)) static struct settings *unset(void) {
    return malloc(sizeof(struct settings));
}

int main(void) {
    enum { Count = 10 };
    int *values = malloc(Count * sizeof *values);
    char *marked = calloc(Count, 1);
    struct settings *settings = unset();
    for (int i = 0; i < Count; i++) {
        values[i] = i;
    }
    int first = total(values, marked, Count, settings) + none(values, 0, settings);
    printf("%d ", first);
    settings->doubled = 0;
    settings->limit = 100;
    printf("%d ", total(values, marked, Count, settings));
    for (int i = 0; i < Count; i++) {
        marked[i] = 1;
    }
    settings->doubled = 1;
    printf("%d ", total(values, marked, Count, settings));
    settings->limit = 6;
    settings->doubled = 0;
    printf("%d\n", total(values, marked, Count, settings));
    free(values);
    free(marked);
    free(settings);
    return 0;
}
