// Structures that fill their variable to the last byte are copied between the stack, globals and
// the heap.
//! levels: -O0 -O2
//! stdout: 40 24 17 33
#include <stdio.h>
#include <stdlib.h>

struct forty { char bytes[40]; };
struct twenty_four { double values[3]; };
struct seventeen { char bytes[17]; };
struct thirty_three { char bytes[33]; };

static struct forty global_forty;
static struct twenty_four global_values;
static struct seventeen table[3];

__attribute__((noinline)) static void copy(struct forty *to, const struct forty *from) {
    *to = *from;
}
__attribute__((noinline)) static void copy_values(struct twenty_four *to, const struct twenty_four *from) {
    *to = *from;
}
__attribute__((noinline)) static void copy_odd(struct seventeen *to, const struct seventeen *from) {
    *to = *from;
}
__attribute__((noinline)) static void copy_heap(struct thirty_three *to, const struct thirty_three *from) {
    *to = *from;
}

int main(void) {
    struct forty forty = {{[39] = 40}};
    struct twenty_four values = {{0, 0, 24}};
    struct seventeen odd = {{[16] = 17}};
    struct thirty_three local = {{[32] = 33}};
    struct thirty_three *heap = malloc(sizeof *heap);
    if (heap == NULL) {
        return 1;
    }
    copy(&global_forty, &forty);
    copy(&forty, &global_forty);
    copy_values(&global_values, &values);
    copy_values(&values, &global_values);
    copy_odd(&table[2], &odd);
    copy_odd(&odd, &table[2]);
    copy_heap(heap, &local);
    copy_heap(&local, heap);
    printf("%d %.0f %d %d\n", forty.bytes[39], values.values[2], odd.bytes[16], local.bytes[32]);
    free(heap);
    return 0;
}
