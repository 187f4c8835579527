// For tests/trace.test.ts: structs that end with an array as long as their blocks have room.
#include <stdlib.h>
#include <string.h>

struct packet {
    int length;
    char data[];
};
struct row {
    unsigned n;
    struct {
        short x, y;
    } points[];
};

int main(void) {
    struct packet *p = malloc(sizeof *p + 4);
    p->length = 4;
    memcpy(p->data, "abc", 4);
    struct row *r = malloc(sizeof *r + 3 * sizeof r->points[0]);
    r->n = 3;
    r->points[1].y = 7;
    struct packet *empty = malloc(sizeof *empty);
    empty->length = 0;
    return p->length == 0; // here
}
