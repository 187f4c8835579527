// Headers with flexible arrays, with more room than elements, copied into larger ones.
//! levels: -O0 -O2
//! stdout: 20 elements, 2470, room for 31
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct element {
    short key;
    long long value;
};
struct vector {
    unsigned char kind;
    unsigned count, room;
    struct element elements[];
};

__attribute__((noinline)) static struct vector *with_room(unsigned room) {
    struct vector *v = malloc(sizeof *v + room * sizeof v->elements[0]);
    v->count = 0;
    v->room = room;
    return v;
}

__attribute__((noinline)) static struct vector *add(struct vector *v, int key) {
    if (v->count == v->room) {
        struct vector *larger = with_room(2 * v->room + 1);
        size_t size = sizeof *v + v->room * sizeof v->elements[0];
        unsigned room = larger->room;
        memcpy(larger, v, size);
        larger->room = room;
        free(v);
        v = larger;
    }
    v->elements[v->count].key = (short)key;
    v->elements[v->count++].value = (long long)key * key;
    return v;
}

int main(void) {
    struct vector *v = with_room(0);
    for (int i = 0; i < 20; i++) {
        v = add(v, i);
    }
    long long sum = 0;
    for (unsigned i = 0; i < v->count; i++) {
        sum += v->elements[i].key == (short)i ? v->elements[i].value : 1000000;
    }
    printf("%u elements, %lld, room for %u\n", v->count, sum, v->room);
    free(v);
    return 0;
}
