// realloc of a pointer that was never set: it happens to be NULL, so a block is made.
#include <stdlib.h>

struct buffer {
    size_t length;
    char *bytes;
};

int main(void) {
    struct buffer *b = malloc(sizeof *b);
    b->length = 16;
    char *bytes = realloc(b->bytes, b->length); //~ UninitCondition
    free(bytes);
    free(b);
    return 0;
}
