// A struct passed by value is copied at the call.
#include <stdlib.h>

struct big {
    int values[16];
};

static int first(struct big b) {
    return b.values[0];
}

int main(void) {
    struct big *p = calloc(1, sizeof *p);
    int x = first(p[0]);
    x += first(p[1]); //~ InvalidRead
    (void)x;
    free(p);
    return 0;
}
