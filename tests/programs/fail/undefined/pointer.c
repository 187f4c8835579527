// The cursor of a reader is never set to its buffer. It happens to be NULL.
#include <stdlib.h>

struct reader {
    char *buffer;
    char *cursor;
};

int main(void) {
    struct reader *r = malloc(sizeof *r);
    r->buffer = calloc(8, 1);
    char first = *r->cursor; //~ UninitValue InvalidRead
    (void)first;
    free(r->buffer);
    free(r);
    return 0;
}
