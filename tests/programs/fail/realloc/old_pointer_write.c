// An alias from before the realloc is written through.
#include <stdlib.h>

struct buffer {
    int *data;
};

int main(void) {
    struct buffer b = {calloc(4, sizeof(int))};
    int *last = &b.data[3];
    b.data = realloc(b.data, 5 * sizeof(int));
    *last = 1; //~ InvalidWrite
    free(b.data);
    return 0;
}
