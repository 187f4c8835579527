// An allocator on a static array: malloc is never called.
//! stdout: 1 2 3
#include <stdio.h>
#include <string.h>

static char memory[1024];
static size_t used;

static void *take(size_t size) {
    void *p = memory + used;
    used += (size + 7) & ~(size_t)7;
    return p;
}

int main(void) {
    int *numbers[3];
    for (int i = 0; i < 3; i++) {
        numbers[i] = take(sizeof *numbers[i]);
        *numbers[i] = i + 1;
    }
    char *rest = take(sizeof memory - used);
    memset(rest, 0, sizeof memory - (size_t)(rest - memory));
    printf("%d %d %d\n", *numbers[0], *numbers[1], *numbers[2]);
    return 0;
}
