// Three levels of ownership: only the outermost is lost by itself.
#include <stdlib.h>
#include <string.h>

struct book {
    char *title;
};

struct shelf {
    struct book *books[3];
};

int main(void) {
    struct shelf *s = malloc(sizeof *s); //~ Leak_DefinitelyLost 1 blocks
    for (int i = 0; i < 3; i++) {
        s->books[i] = malloc(sizeof *s->books[i]); //~ Leak_IndirectlyLost 3 blocks
        s->books[i]->title = strdup("untitled");   //~ Leak_IndirectlyLost 3 blocks
    }
    return 0;
}
