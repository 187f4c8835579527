// Two tag bits in the lowest bits of a pointer, taken off before each use.
#include <stdint.h>
#include <stdlib.h>

enum tag { Number = 1, Text = 2 };

static uintptr_t make(void *p, enum tag tag) {
    return (uintptr_t)p | tag;
}

static void *pointer(uintptr_t tagged) {
    return (void *)(tagged & ~(uintptr_t)3);
}

int main(void) {
    int *n = malloc(sizeof *n);
    *n = 42;
    char *t = malloc(3);
    t[2] = 'a';
    uintptr_t values[2] = {make(n, Number), make(t, Text)};
    int ok = *(int *)pointer(values[0]) == 42 && ((char *)pointer(values[1]))[2] == 'a';
    ok = ok && (values[0] & 3) == Number && (values[1] & 3) == Text;
    free(pointer(values[0]));
    free(pointer(values[1]));
    return ok ? 0 : 1;
}
