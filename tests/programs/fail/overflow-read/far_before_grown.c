// The element before an empty stack's first one is looked for too far down. The only allocation is by realloc.
//! stdout: 40
#include <stdio.h>
#include <stdlib.h>

struct stack {
    long *values;
    int count;
};

static void push(struct stack *s, long value) {
    s->values = realloc(s->values, (size_t)(s->count + 1) * sizeof *s->values);
    s->values[s->count++] = value;
}

static long peek(const struct stack *s, int down) {
    return s->values[s->count - 1 - down]; //~ InvalidRead
}

int main(void) {
    struct stack s = {NULL, 0};
    push(&s, 10);
    push(&s, 40);
    printf("%ld\n", peek(&s, 0));
    int more = peek(&s, 40) != 0;
    free(s.values);
    return more;
}
