// Neighbours in one word: of four bit-fields three are set.
#include <stdio.h>
#include <stdlib.h>

struct mode {
    unsigned readable : 1;
    unsigned writable : 1;
    unsigned level : 5;
    unsigned hidden : 1;
};

int main(void) {
    struct mode *m = malloc(sizeof *m);
    m->readable = 1;
    m->level = 17;
    m->hidden = 0;
    if (m->readable && m->level == 17 && !m->hidden) {
        puts("as it was set");
    }
    if (m->writable) { //~ UninitCondition
        puts("writable");
    }
    free(m);
    return 0;
}
